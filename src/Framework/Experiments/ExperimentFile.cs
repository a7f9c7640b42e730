using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Framework.Experiments;

/// <summary>Reads experiments.</summary>
public static class ExperimentFile
{
    /// <exception cref="ResearchException">All that is wrong with it at once, a line each, with <c>file(line,column)</c> and the nearest known name.</exception>
    public static Experiment Load(string path, Catalogs catalogs)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ResearchException($"The experiment '{path}' cannot be read: {error.Message}", error);
        }

        return Parse(path, text, catalogs);
    }

    /// <param name="name">As shown in messages.</param>
    public static Experiment Parse(string name, string yaml, Catalogs catalogs) => new ExperimentReader(YamlFile.Parse(name, yaml), catalogs).Read();
}
