using System.Net;
using System.Net.Http.Headers;

namespace Research.Tests.Framework.Downloads;

/// <summary>A network of a few addresses. It notes what was asked for and can cut connections.</summary>
internal sealed class FakeNetwork : HttpMessageHandler
{
    private readonly Dictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> _answers = [];

    public List<(string Address, long? From)> Requests { get; } = [];

    /// <summary>Serves a file with ranges, as most servers do; the first <paramref name="cuts"/> answers break off half-way through what is left.</summary>
    public FakeNetwork Serve(string address, byte[] file, int cuts = 0, bool ranges = true, string mediaType = "application/octet-stream")
    {
        _answers[address] = request =>
        {
            var from = ranges ? request.Headers.Range?.Ranges.Single().From ?? 0 : 0;
            if (from >= file.Length)
            {
                var refusal = new HttpResponseMessage(HttpStatusCode.RequestedRangeNotSatisfiable) { Content = new ByteArrayContent([]) };
                refusal.Content.Headers.ContentRange = new ContentRangeHeaderValue(file.Length);
                return refusal;
            }

            var rest = file[(int)from..];
            var cut = cuts-- > 0;
            var body = cut ? new BrokenStream(rest[..(rest.Length / 2)]) : (Stream)new MemoryStream(rest);
            var answer = new HttpResponseMessage(from > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK) { Content = new StreamContent(body) };
            answer.Content.Headers.ContentLength = rest.Length;
            answer.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
            if (from > 0)
            {
                answer.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, file.Length - 1, file.Length);
            }

            return answer;
        };
        return this;
    }

    public FakeNetwork Answer(string address, Func<HttpResponseMessage> answer)
    {
        _answers[address] = _ => answer();
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.ToString();
        Requests.Add((address, request.Headers.Range?.Ranges.Single().From));
        return _answers.TryGetValue(address, out var answer)
            ? Task.FromResult(answer(request))
            : throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused");
    }

    /// <summary>Gives its bytes, then breaks like a lost connection.</summary>
    private sealed class BrokenStream(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            return count > 0 ? count : throw new HttpIOException(HttpRequestError.ResponseEnded, "the response ended early");
        }
    }
}
