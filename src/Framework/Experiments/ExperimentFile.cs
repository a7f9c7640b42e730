using Research.Framework.Methods;
using Research.Framework.Runtime;
using Research.Framework.Training;
using Research.Framework.Yaml;

namespace Research.Framework.Experiments;

/// <summary>Reads experiments.</summary>
public static class ExperimentFile
{
    /// <exception cref="ResearchException">All that is wrong with it at once, a line each, with <c>file(line,column)</c> and the nearest known name.</exception>
    /// <param name="data">Where to look for the data, so that their parts and leaks are checked as far as they are at hand; null to look at none.</param>
    public static Experiment Load(string path, Catalogs catalogs, Budget profile, ResearchPaths? data = null)
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

        return TrainingFile.IsTraining(path)
            ? throw new ResearchException($"'{path}' is a training, not an experiment: use 'research train {path}'.")
            : Parse(path, text, catalogs, profile, data);
    }

    /// <param name="name">As shown in messages; files that it extends are looked for beside it.</param>
    public static Experiment Parse(string name, string yaml, Catalogs catalogs, Budget profile = Budget.Quick, ResearchPaths? data = null) =>
        new ExperimentReader(ExperimentLayers.Resolve(YamlFile.Parse(name, yaml), profile, File.ReadAllText), catalogs, data).Read();
}
