namespace Research.Tests.Datasets;

/// <summary>A folder that lives as long as its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("research-test-").FullName;

    public string Root => _root;

    public string Path(string relative) => System.IO.Path.Combine([_root, .. relative.Split('/')]);

    public string Write(string relative, byte[] content)
    {
        var path = Path(relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
