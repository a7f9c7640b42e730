namespace Research.Framework.Tables;

/// <param name="Group">What stands above it and its neighbours: a data set; empty for nothing.</param>
public readonly record struct TableColumn(string Name, string Group = "")
{
    /// <summary>On one line, as in CSV files.</summary>
    public string FullName => Group.Length == 0 ? Name : $"{Group} {Name}";

    public static implicit operator TableColumn(string name) => new(name);

    public static TableColumn FromString(string name) => new(name);
}
