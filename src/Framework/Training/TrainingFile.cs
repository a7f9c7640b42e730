using System.Text.Json.Nodes;
using Research.Framework.Experiments;
using Research.Framework.Runtime;
using Research.Framework.Yaml;

namespace Research.Framework.Training;

/// <summary>Reads trainings.</summary>
public static class TrainingFile
{
    /// <exception cref="ResearchException">All that is wrong with it at once, a line each, with <c>file(line,column)</c> and the nearest known name.</exception>
    public static TrainingRecipe Load(string path, Catalogs catalogs)
    {
        try
        {
            return Keys(path) is { } keys && keys.ContainsKey("methods") && !keys.ContainsKey("network")
                ? throw new ResearchException($"'{path}' is an experiment, not a training: use 'research run {path}'.")
                : Parse(path, File.ReadAllText(path), catalogs);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ResearchException($"The training '{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Whether a file says how to train a network, rather than what to measure; false where it cannot be read.</summary>
    public static bool IsTraining(string path)
    {
        try
        {
            return Keys(path)?.ContainsKey("network") == true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ResearchException)
        {
            return false;
        }
    }

    /// <param name="name">As shown in messages.</param>
    public static TrainingRecipe Parse(string name, string yaml, Catalogs catalogs) => new TrainingReader(YamlFile.Parse(name, yaml), catalogs).Read();

    private static JsonObject? Keys(string path) => YamlFile.Parse(path, File.ReadAllText(path)).Root as JsonObject;
}
