namespace Research.Tests;

/// <summary>Tests that measure this process run when no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
