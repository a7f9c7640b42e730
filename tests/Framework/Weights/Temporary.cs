namespace Research.Tests.Framework.Weights;

/// <summary>A folder for one test, gone afterwards.</summary>
internal sealed class Temporary : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("research-weights-").FullName;

    public string File(string name, ReadOnlySpan<byte> content)
    {
        var path = Path(name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
