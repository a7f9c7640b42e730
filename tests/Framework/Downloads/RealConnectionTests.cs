using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Research.Framework.Downloads;

namespace Research.Tests.Framework.Downloads;

/// <summary>Over sockets, to a server on this machine.</summary>
[Trait("tier", "unit")]
public sealed class RealConnectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpListener _server = new();

    [Fact]
    public async Task A_connection_that_breaks_is_continued_by_range()
    {
        var file = MadeArchive.Noise(200_000);
        var address = Start();
        var serving = ServeAsync(file, breakFirst: true, answers: 2);
        var item = new DownloadItem("set", ContentKind.Archive, [new DownloadSource(address, SourceKind.Direct, new FileChecksums(Sha256: Convert.ToHexStringLower(SHA256.HashData(file))))]);
        using var downloader = new Downloader(ChecksumManifest.Load(_folder.Root));

        var result = await downloader.FetchAsync(item, _folder["set.zip"], TestContext.Current.CancellationToken);

        Assert.Equal(DownloadStatus.Downloaded, result.Status);
        Assert.Equal(file, File.ReadAllBytes(_folder["set.zip"]));
        Assert.Equal([null, "bytes=" + (file.Length / 2).ToString(CultureInfo.InvariantCulture) + "-"], await serving);
    }

    [Fact]
    public async Task Nobody_listening_is_told_at_once()
    {
        var address = Start();
        _server.Stop();
        using var downloader = new Downloader(ChecksumManifest.Load(_folder.Root));
        var item = new DownloadItem("set", ContentKind.Archive, [new DownloadSource(address, SourceKind.Direct, FileChecksums.Unknown)]);

        var result = await downloader.FetchAsync(item, _folder["set.zip"], TestContext.Current.CancellationToken);

        Assert.Equal(DownloadStatus.Unavailable, result.Status);
        Assert.Contains("cannot be reached", result.Problems[0], StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _server.Close();
        _folder.Dispose();
    }

    /// <summary>Listens on a free port.</summary>
    private string Start()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        _server.Prefixes.Add($"http://127.0.0.1:{port}/");
        _server.Start();
        return $"http://127.0.0.1:{port}/set.zip";
    }

    /// <returns>The range headers that were asked for.</returns>
    private async Task<List<string?>> ServeAsync(byte[] file, bool breakFirst, int answers)
    {
        var ranges = new List<string?>();
        for (var i = 0; i < answers; i++)
        {
            var context = await _server.GetContextAsync();
            var range = context.Request.Headers["Range"];
            ranges.Add(range);
            var from = range is null ? 0 : int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            context.Response.ContentLength64 = file.Length - from;
            if (range is not null)
            {
                context.Response.StatusCode = 206;
                context.Response.AddHeader("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{file.Length - 1}/{file.Length}"));
            }

            var breaks = breakFirst && i == 0;
            await context.Response.OutputStream.WriteAsync(file.AsMemory(from, breaks ? file.Length / 2 : file.Length - from));
            await context.Response.OutputStream.FlushAsync();
            if (breaks)
            {
                // The client must have read this part before the connection goes.
                await Task.Delay(200);
                context.Response.Abort();
            }
            else
            {
                context.Response.Close();
            }
        }

        return ranges;
    }
}
