using Research.Framework.Runtime;

namespace Research.Framework.Downloads;

/// <summary>
/// Unpacks archives that come from elsewhere: zip, tar, tar.gz. One bad entry (absolute path, <c>..</c>, link, device, more data
/// than an honest archive holds) refuses the whole archive, and then nothing of it is left.
/// </summary>
public static class Archives
{
    /// <summary>Unpacks into a folder beside the archive and moves the files below <paramref name="root"/> when all is there.</summary>
    /// <remarks>What is in place already stays as it is, see <see cref="UnpackResult"/>.</remarks>
    /// <exception cref="ResearchException">The archive is damaged or refused, or no entry fits to the rules.</exception>
    public static UnpackResult Unpack(string archive, string root, IReadOnlyList<ArchiveRule> rules, ArchiveLimits? limits = null, CancellationToken cancellation = default)
    {
        var folder = archive + ".unpack";
        DeleteFolder(folder);
        try
        {
            var files = Extract(archive, folder, rules, limits ?? new ArchiveLimits(), cancellation);
            return Placement.Move(folder, root, files);
        }
        catch (ResearchException exception) when (!exception.Message.Contains(archive, StringComparison.Ordinal))
        {
            throw new ResearchException($"{archive}: {exception.Message}", exception);
        }
        finally
        {
            DeleteFolder(folder);
        }
    }

    private static List<string> Extract(string archive, string folder, IReadOnlyList<ArchiveRule> rules, ArchiveLimits limits, CancellationToken cancellation)
    {
        var files = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var entries = 0;
        var room = Math.Max(limits.AlwaysAllowed, limits.MaxGrowth * new FileInfo(archive).Length);
        ArchiveEntries.Visit(archive, (name, content) =>
        {
            cancellation.ThrowIfCancellationRequested();
            if (++entries > limits.MaxEntries)
            {
                throw new ResearchException($"The archive has more than {limits.MaxEntries} entries. It is refused.");
            }

            var entry = SafeName(name);
            if (content is null || rules.Select(rule => rule.Map(entry)).FirstOrDefault(to => to is not null) is not { } target)
            {
                return;
            }

            if (!seen.Add(target))
            {
                throw new ResearchException($"The archive has two files for '{target}'. It is refused.");
            }

            var path = Path.Combine(folder, SafeName(target));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            room = Copy(content, file, room, cancellation);
            files.Add(target);
        });
        return files.Count > 0 ? files : throw new ResearchException("The archive holds none of the files that are wanted.");
    }

    /// <summary>The name with forward slashes, or an error where it could lead out of the folder that it is unpacked into.</summary>
    private static string SafeName(string name)
    {
        var plain = name.Replace('\\', '/');
        var parts = plain.Split('/');
        return plain.StartsWith('/') || plain.Contains(':', StringComparison.Ordinal) || plain.Contains('\0', StringComparison.Ordinal) || parts.Contains("..")
            ? throw new ResearchException($"The archive's entry '{name}' leads out of its folder. Such archives are refused.")
            : string.Join('/', parts.Where(part => part is not ("" or ".")));
    }

    private static long Copy(Stream content, Stream file, long room, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 17];
        int count;
        while ((count = content.Read(buffer)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            room -= count;
            if (room < 0)
            {
                throw new ResearchException("The archive unpacks to far more than an archive of images would. It is refused.");
            }

            file.Write(buffer, 0, count);
        }

        return room;
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
