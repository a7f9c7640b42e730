using System.Security.Cryptography;
using Research.Framework.Data;

namespace Research.Datasets.Photos;

/// <summary>The photographs in the cache, one folder a part; fetched once, whole or not at all, however many processes ask at the same time.</summary>
/// <param name="unpack">Unpacks a package into a folder and returns where; <see cref="DebianPackage.Unpack"/> but in tests.</param>
internal sealed class PhotoStore(string cacheRoot, Func<string, string, string> unpack)
{
    private const string Package = "python3-skimage";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _root = Path.Combine(cacheRoot, "photos", "scikit-image");

    /// <summary>The folder of a part, with its photographs in it.</summary>
    /// <exception cref="DatasetUnavailableException">They cannot be had, or would have to be fetched.</exception>
    public string Folder(string part, bool fetch = true)
    {
        try
        {
            if (!Directory.Exists(_root))
            {
                if (!fetch)
                {
                    throw new DatasetUnavailableException("they have not been fetched yet.");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(_root)!);
                using var turn = WaitForTurn();
                if (!Directory.Exists(_root))
                {
                    Fetch();
                }
            }
        }
        catch (Exception e) when (e is DatasetUnavailableException or IOException or UnauthorizedAccessException)
        {
            throw new DatasetUnavailableException(
                $"The photographs of scikit-image (Debian's package {Package}) cannot be had: {e.Message} " +
                "They come by 'apt-get download', on Debian and its relatives, with network on first use. Data set 'synthetic' needs nothing.", e);
        }

        return Path.Combine(_root, part);
    }

    private FileStream WaitForTurn()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream($"{_root}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(started) < Patience)
            {
                Thread.Sleep(100);
            }
        }
    }

    private void Fetch()
    {
        var work = $"{_root}.{Environment.ProcessId}.tmp";
        var ready = Path.Combine(work, "ready");
        try
        {
            var download = Directory.CreateDirectory(Path.Combine(work, "download")).FullName;
            var unpacked = unpack(Package, download);
            foreach (var photograph in Photograph.All)
            {
                var source = Directory.EnumerateFiles(unpacked, photograph.File, SearchOption.AllDirectories).FirstOrDefault()
                    ?? throw new DatasetUnavailableException($"this edition of the package lacks {photograph.File}.");
                if (Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(source))) != photograph.Sha256)
                {
                    throw new DatasetUnavailableException($"{photograph.File} is not the file that is known (SHA-256 {photograph.Sha256}).");
                }

                Directory.CreateDirectory(Path.Combine(ready, photograph.Part));
                File.Move(source, Path.Combine(ready, photograph.Part, photograph.File));
            }

            Directory.Move(ready, _root);
        }
        finally
        {
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }
        }
    }
}
