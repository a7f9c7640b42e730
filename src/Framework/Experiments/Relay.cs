namespace Research.Framework.Experiments;

/// <summary><see cref="Progress{T}"/> would answer later, on another thread and out of order.</summary>
internal sealed class Relay<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
