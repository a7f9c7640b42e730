using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Research.Framework.Runtime;

/// <summary>
/// Sets, before the first tensor exists, what decides the speed of libtorch on a CPU. Each setting yields to the user's
/// environment; <c>RESEARCH_TUNING=off</c> leaves everything as it comes.
/// </summary>
/// <remarks>
/// glibc returns big freed blocks to the kernel at once, so that every activation map costs page faults again; kept, they do
/// not. Spinning OpenMP threads hurt as soon as another process needs a core. More threads than physical cores slow
/// convolutions down.
/// </remarks>
internal static partial class NativeRuntime
{
    private const int TrimThreshold = -1;
    private const int TopPad = -2;
    private const int MmapMax = -4;

    internal static IReadOnlyList<RuntimeSetting> Settings { get; private set; } = [];

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "The settings must be made before libtorch and libgomp are loaded, whoever loads them.")]
    internal static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("RESEARCH_TUNING") == "off")
        {
            Settings = [new RuntimeSetting("RESEARCH_TUNING", "off", "environment", "nothing was tuned")];
            return;
        }

        var settings = new List<RuntimeSetting>();
        if (OperatingSystem.IsLinux())
        {
            settings.Add(Malloc("MALLOC_MMAP_MAX_", MmapMax, 0, "big blocks come from the heap, not from the kernel"));
            settings.Add(Malloc("MALLOC_TRIM_THRESHOLD_", TrimThreshold, int.MaxValue, "freed memory stays with the process"));
            settings.Add(Malloc("MALLOC_TOP_PAD_", TopPad, 64 << 20, "the heap grows by 64 MiB at a time"));
        }

        settings.Add(Variable("OMP_WAIT_POLICY", "passive", "idle threads sleep instead of spinning"));
        settings.Add(Variable("OMP_NUM_THREADS", Processor.PhysicalCores.ToString(CultureInfo.InvariantCulture), "threads of one operator = physical cores"));
        Settings = settings;
    }

    private static RuntimeSetting Malloc(string name, int parameter, int value, string meaning)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } given)
        {
            return new RuntimeSetting(name, given, "environment", meaning);
        }

        try
        {
            var accepted = SetMalloc(parameter, value) != 0;
            return new RuntimeSetting(name, value.ToString(CultureInfo.InvariantCulture), accepted ? "default" : "off", meaning);
        }
        catch (EntryPointNotFoundException)
        {
            return new RuntimeSetting(name, "no glibc", "off", meaning);
        }
    }

    private static RuntimeSetting Variable(string name, string value, string meaning)
    {
        if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } given)
        {
            return new RuntimeSetting(name, given, "environment", meaning);
        }

        // .NET keeps its own copy of the environment: native libraries see a change only through setenv.
        Environment.SetEnvironmentVariable(name, value);
        if (!OperatingSystem.IsWindows() && SetEnvironment(name, value, 1) != 0)
        {
            return new RuntimeSetting(name, value, "off", meaning);
        }

        return new RuntimeSetting(name, value, "default", meaning);
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetMalloc(int parameter, int value);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
