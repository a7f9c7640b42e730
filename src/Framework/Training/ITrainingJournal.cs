namespace Research.Framework.Training;

/// <summary>Keeps every step of a training, across interruptions, each once.</summary>
public interface ITrainingJournal : IDisposable
{
    /// <summary>Called first. Forgets what an interrupted process noted of later steps: they will be done again.</summary>
    /// <param name="step">Steps done.</param>
    void Resume(long step);

    void Add(TrainingStep step);

    /// <summary>All that was added outlives the process when this returns; called before every checkpoint.</summary>
    void Flush();
}
