using System.Runtime.Intrinsics;

namespace Research.Framework.Runtime;

/// <summary>The processor as far as speed depends on it.</summary>
public static class Processor
{
    /// <summary>Physical cores this process may use (siblings of one core counted once), at least 1.</summary>
    public static int PhysicalCores { get; } = CountPhysicalCores();

    /// <summary>Width in bits of the vectors that the C# kernels use.</summary>
    public static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 64;

    /// <summary>The model as the operating system names it, or "unknown".</summary>
    public static string Model
    {
        get
        {
            const string Source = "/proc/cpuinfo";
            var line = File.Exists(Source)
                ? File.ReadLines(Source).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
                : null;
            return line is null ? "unknown" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
    }

    private static int CountPhysicalCores()
    {
        const string Folder = "/sys/devices/system/cpu";
        if (!Directory.Exists(Folder))
        {
            return Environment.ProcessorCount;
        }

        var cores = Directory.EnumerateDirectories(Folder, "cpu*")
            .Select(cpu => Path.Combine(cpu, "topology", "thread_siblings_list"))
            .Where(File.Exists)
            .Select(File.ReadAllText)
            .Distinct(StringComparer.Ordinal)
            .Count();
        return cores == 0 ? Environment.ProcessorCount : Math.Min(cores, Environment.ProcessorCount);
    }
}
