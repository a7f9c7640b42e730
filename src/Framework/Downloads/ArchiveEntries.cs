using System.Formats.Tar;
using System.IO.Compression;
using Research.Framework.Runtime;

namespace Research.Framework.Downloads;

/// <summary>The entries of zip, tar and tar.gz archives, told apart by their first bytes, one after another.</summary>
internal static class ArchiveEntries
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixRegularFile = 0x8000;
    private const int UnixFolder = 0x4000;

    /// <param name="visit">Gets each entry's name and, for files, its content to be read at once.</param>
    /// <exception cref="ResearchException">No archive, or a damaged one, or an entry that is neither file nor folder.</exception>
    public static void Visit(string archive, Action<string, Stream?> visit)
    {
        try
        {
            using var file = File.OpenRead(archive);
            switch (FileSignatures.DetectFile(archive))
            {
                case FileSignature.Zip:
                    VisitZip(file, visit);
                    break;
                case FileSignature.Tar:
                    VisitTar(file, visit);
                    break;
                case FileSignature.GZip:
                    using (var plain = new GZipStream(file, CompressionMode.Decompress))
                    {
                        VisitTar(plain, visit);
                    }

                    break;
                default:
                    throw new ResearchException($"{archive} is no zip, tar or tar.gz archive.");
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new ResearchException($"{archive} is damaged: {exception.Message} Delete it and fetch it again.", exception);
        }
    }

    private static void VisitZip(Stream file, Action<string, Stream?> visit)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            // The upper half holds the mode where a Unix program packed; elsewhere it is 0.
            var type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
            if (type is not (0 or UnixRegularFile or UnixFolder))
            {
                throw NoPlainEntry(entry.FullName);
            }

            if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\'))
            {
                visit(entry.FullName, null);
                continue;
            }

            using var content = entry.Open();
            visit(entry.FullName, content);
        }
    }

    private static void VisitTar(Stream file, Action<string, Stream?> visit)
    {
        using var tar = new TarReader(file);
        while (tar.GetNextEntry() is { } entry)
        {
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    visit(entry.Name, entry.DataStream ?? Stream.Null);
                    break;
                case TarEntryType.Directory or TarEntryType.DirectoryList:
                    visit(entry.Name, null);
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw NoPlainEntry(entry.Name);
            }
        }
    }

    private static ResearchException NoPlainEntry(string name) =>
        new($"The archive's entry '{name}' is a link or a device. Such archives are refused.");
}
