using CsvHelper;
using Research.Framework.Runtime;

namespace Research.Framework.Tables;

/// <summary>A table of texts as a CSV file: comma, quotes only where needed, LF.</summary>
public sealed record CsvTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
        {
            writer.WriteRecord(Columns.ToArray());
            foreach (var row in Rows)
            {
                writer.WriteRecord(row.ToArray());
            }
        }

        return stream.ToArray();
    }

    /// <exception cref="ResearchException">Unreadable, repeated columns, or lines of different length.</exception>
    public static CsvTable Read(string path)
    {
        try
        {
            using var reader = CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',', HasHeader = false });
            var lines = new List<string[]>();
            while (reader.Read())
            {
                lines.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
            }

            var columns = lines.FirstOrDefault() ?? throw new ResearchException($"{path}: is empty; a line of column names is expected.");
            if (columns.Distinct(StringComparer.Ordinal).Count() != columns.Length)
            {
                throw new ResearchException($"{path}: a column stands twice among {string.Join(", ", columns)}.");
            }

            if (lines.FindIndex(line => line.Length != columns.Length) is >= 0 and var odd)
            {
                throw new ResearchException($"{path}: record {odd + 1} has {lines[odd].Length} fields; the header has {columns.Length}.");
            }

            return new CsvTable(columns, lines[1..]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CsvFormatException)
        {
            throw new ResearchException($"{path}: cannot be read as CSV: {error.Message}", error);
        }
    }
}
