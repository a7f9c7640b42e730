namespace Research.Framework.Runtime;

/// <summary>What decides speed and memory, as set at start (see <see cref="NativeRuntime"/>).</summary>
public static class RuntimeSettings
{
    /// <summary>The settings in force, in the order in which they were made.</summary>
    public static IReadOnlyList<RuntimeSetting> All => NativeRuntime.Settings;
}

/// <param name="Name">The environment variable that overrides it.</param>
/// <param name="Origin">"environment" where the user set it, else "default"; "off" where nothing was set.</param>
public sealed record RuntimeSetting(string Name, string Value, string Origin, string Meaning);
