namespace Research.Framework.Runtime;

/// <summary>Writes a file whole or not at all: into a temporary neighbour first, then renamed over the target.</summary>
public static class AtomicFile
{
    /// <summary>Calls <paramref name="write"/> with a stream onto a temporary file and renames it when that has succeeded. Folders are made as needed.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = $"{target}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Finds out whether a file can be written, before the work that fills it. Its folder is made.</summary>
    /// <exception cref="ResearchException">It cannot.</exception>
    public static void Probe(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new ResearchException($"'{path}' is a folder; name a file.");
            }

            var target = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var neighbour = $"{target}.{Environment.ProcessId}-probe.tmp";
            File.Create(neighbour).Dispose();
            File.Delete(neighbour);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ResearchException($"'{path}' cannot be written: {(problem is UnauthorizedAccessException ? "access is denied" : "no file can be made there")}.", problem);
        }
    }

    public static void WriteAllBytes(string path, ReadOnlySpan<byte> content)
    {
        var copy = content.ToArray();
        Write(path, stream => stream.Write(copy));
    }

    /// <summary>UTF-8 without a byte order mark.</summary>
    public static void WriteAllText(string path, string content) => WriteAllBytes(path, System.Text.Encoding.UTF8.GetBytes(content));
}
