using System.Globalization;
using System.Runtime.InteropServices;

namespace Research.Framework.Runtime;

/// <summary>Gives memory back that libtorch has freed and the C library keeps (see <see cref="NativeRuntime"/>).</summary>
/// <remarks>
/// Kept blocks make the next image fast while sizes repeat. Images of many sizes cut them to pieces that fit no other, and the
/// process grows; so between images everything free is given back once the process is large.
/// </remarks>
public static partial class NativeMemory
{
    /// <summary>Resident memory from which on free blocks are given back, in bytes.</summary>
    public const long Large = 1900L << 20;

    private const string Statistics = "/proc/self/statm";

    /// <summary>Resident memory of this process in bytes; 0 where the system does not tell.</summary>
    public static long ResidentBytes() =>
        File.Exists(Statistics)
            ? long.Parse(File.ReadAllText(Statistics).Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize
            : 0;

    /// <summary>Call where no big tensor is alive.</summary>
    public static void TrimIfLarge()
    {
        if (!OperatingSystem.IsLinux() || ResidentBytes() < Large)
        {
            return;
        }

        try
        {
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc decides for itself.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint pad);
}
