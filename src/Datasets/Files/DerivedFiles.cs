using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Research.Datasets.Imaging;
using Research.Datasets.Resizing;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Datasets.Files;

/// <summary>
/// What is derived from image files and kept in the cache: LR images made from HR, and hashes of pixels. The key is path, size and time
/// of the file, so a changed image is never answered for by an old entry. A cache that cannot be written costs time only.
/// </summary>
internal sealed class DerivedFiles(string cacheRoot)
{
    /// <summary>Changes with anything that changes the LR images made.</summary>
    private const string Resizer = "matlab-bicubic/1";

    /// <summary>The HR file reduced by <paramref name="scale"/>.</summary>
    public RgbImage ReadLr(string hrPath, int scale)
    {
        var stem = Path.GetFileNameWithoutExtension(hrPath);
        var cached = Path.Combine(cacheRoot, "lr", $"x{scale}", $"{stem}-{Key(hrPath, Resizer)[..16]}.png");
        if (File.Exists(cached))
        {
            try
            {
                return ImageFile.Read(cached);
            }
            catch (ImageFormatException)
            {
                // Damaged since it was written: made again below.
            }
        }

        var hr = ImageFile.Read(hrPath);
        if (hr.Width < scale || hr.Height < scale)
        {
            throw new ImageFormatException(hrPath, $"{hr.Width}x{hr.Height} pixels cannot be reduced by {scale}.");
        }

        var lr = BicubicResizer.Reduce(hr, scale);
        Keep(() => ImageFile.Write(cached, lr));
        return lr;
    }

    public string HashOf(string path) => Hash(Key(path, "pixels"), () => ImageFile.Read(path));

    public string HashOfLr(string hrPath, int scale) => Hash(Key(hrPath, $"{Resizer} x{scale}"), () => ReadLr(hrPath, scale));

    private static string Key(string path, string purpose)
    {
        var file = new FileInfo(path);
        var identity = string.Create(CultureInfo.InvariantCulture, $"{file.FullName}\n{file.Length}\n{file.LastWriteTimeUtc.Ticks}\n{purpose}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)));
    }

    private static void Keep(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The cache is a convenience: what is missing from it is made again.
        }
    }

    private string Hash(string key, Func<RgbImage> read)
    {
        var cached = Path.Combine(cacheRoot, "pixels", key[..2], key);
        if (File.Exists(cached) && File.ReadAllText(cached) is { Length: PixelHash.Length } known)
        {
            return known;
        }

        var hash = PixelHash.Of(read());
        Keep(() => AtomicFile.WriteAllText(cached, hash));
        return hash;
    }
}
