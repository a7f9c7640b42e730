using System.Net;
using System.Net.Http.Headers;

namespace Research.Framework.Downloads;

/// <summary>Brings one address into one <c>.part</c> file, continuing what is there.</summary>
internal sealed class Transfer(HttpClient client, Uri address, string part, ContentKind content, long? expectedBytes, Action<long, long?> report)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StallsAfter = TimeSpan.FromSeconds(60);
    private const int MaxResumptions = 5;

    /// <summary>The version that the server names; a range is only asked of the same.</summary>
    private EntityTagHeaderValue? _version;

    /// <exception cref="TransferException">The file could not be had here.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var resumptions = 0; ; resumptions++)
        {
            var before = Have();
            try
            {
                await GetAsync(cancellation).ConfigureAwait(false);
                return;
            }
            catch (ConnectionCutException cut)
            {
                // A cut connection is taken up again as long as that brings the file forward.
                if (Have() <= before || resumptions == MaxResumptions)
                {
                    throw new TransferException($"was cut after {Have()} bytes ({cut.Message}); run the command again to continue", cause: cut);
                }
            }
        }
    }

    private async Task GetAsync(CancellationToken cancellation)
    {
        if (Have() > expectedBytes)
        {
            File.Delete(part);
        }

        var have = Have();
        if (have == expectedBytes && have > 0)
        {
            return;
        }

        using var response = await AskAsync(have, cancellation).ConfigureAwait(false);
        var range = response.Content.Headers.ContentRange;
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable && have > 0)
        {
            if (range?.Length == have)
            {
                return;
            }

            File.Delete(part);
            throw new TransferException("does not continue the partial file, which was deleted; run the command again");
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new TransferException($"answers {(int)response.StatusCode} {response.ReasonPhrase}");
        }

        if (response.Content.Headers.ContentType?.MediaType is "text/html")
        {
            throw Page();
        }

        var continues = response.StatusCode == HttpStatusCode.PartialContent && range?.From == have;
        if (response.StatusCode == HttpStatusCode.PartialContent && !continues)
        {
            throw new TransferException($"answers with the bytes from {range?.From}, not from {have}");
        }

        var start = continues ? have : 0;
        var total = range?.Length ?? (start + response.Content.Headers.ContentLength);
        if (expectedBytes is { } expected && total is { } found && expected != found)
        {
            throw new TransferException($"holds another file: expected {expected} bytes, found {found}", DownloadStatus.Mismatch);
        }

        _version = response.Headers.ETag is { IsWeak: false } version ? version : null;
        await SaveAsync(response, start, total, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> AskAsync(long have, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (have > 0)
        {
            request.Headers.Range = new RangeHeaderValue(have, to: null);
            request.Headers.IfRange = _version is null ? null : new RangeConditionHeaderValue(_version);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(AnswerWithin);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw new TransferException($"cannot be reached ({exception.Message})", hostIsDown: true, cause: exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new TransferException("does not answer", hostIsDown: true, cause: exception);
        }
    }

    private async Task SaveAsync(HttpResponseMessage response, long start, long? total, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var closesBody = body.ConfigureAwait(false);
        var buffer = new byte[1 << 17];
        var count = await ReadAsync(body, buffer, start == 0 ? FileSignatures.Needed : 1, cancellation).ConfigureAwait(false);
        if (start == 0)
        {
            Inspect(buffer.AsSpan(0, count));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        var file = new FileStream(part, start == 0 ? FileMode.Create : FileMode.Append, FileAccess.Write, FileShare.Read);
        await using var closesFile = file.ConfigureAwait(false);
        for (var received = start; count > 0; count = await ReadAsync(body, buffer, 1, cancellation).ConfigureAwait(false))
        {
            await file.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
            received += count;
            report(received, total);
        }
    }

    private void Inspect(ReadOnlySpan<byte> start)
    {
        var signature = FileSignatures.Detect(start);
        if (signature == FileSignature.Markup)
        {
            throw Page();
        }

        if (!signature.Fits(content))
        {
            var bytes = Convert.ToHexString(start[..Math.Min(8, start.Length)]);
            throw new TransferException($"answers with something that is no {Name(content)} (first bytes: {(bytes.Length == 0 ? "none" : bytes)})");
        }
    }

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, int atLeast, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StallsAfter);
        try
        {
            return await body.ReadAtLeastAsync(buffer, atLeast, throwOnEndOfStream: false, patience.Token).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new ConnectionCutException(exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw new ConnectionCutException("nothing came any more", exception);
        }
    }

    private long Have() => File.Exists(part) ? new FileInfo(part).Length : 0;

    private static string Name(ContentKind content) => content switch
    {
        ContentKind.Archive => "archive",
        ContentKind.Image => "image",
        _ => "weights file",
    };

    private static TransferException Page() => new("answers with a web page; it needs a browser", DownloadStatus.NeedsBrowser);

    private sealed class ConnectionCutException(string message, Exception cause) : Exception(message, cause);
}
