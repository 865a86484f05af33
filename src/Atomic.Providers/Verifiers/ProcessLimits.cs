using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Atomic.Providers.Verifiers;

/// <summary>
/// Limits of a running process, inherited by what it starts, by <c>prlimit</c> (Linux, 64 bit). They are set before the process gets its input; elsewhere there are
/// none, and only the limit of time holds.
/// </summary>
internal static partial class ProcessLimits
{
    private const int Cpu = 0; // RLIMIT_CPU, seconds
    private const int AddressSpace = 9; // RLIMIT_AS, bytes
    private const long BytesPerMib = 1024 * 1024;

    /// <summary>Sets the limits.</summary>
    /// <param name="process">The process, just started.</param>
    /// <param name="program">Its limits.</param>
    /// <returns>False where the system refused, and the process is still there.</returns>
    public static bool TrySet(Process process, VerifierProgramOptions program)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return true;
        var id = process.Id;
        var set = (program.MaxMemoryMb == 0 || Set(id, AddressSpace, (ulong)(program.MaxMemoryMb * BytesPerMib)))
            && (program.MaxCpuSeconds == 0 || Set(id, Cpu, (ulong)program.MaxCpuSeconds));
        return set || process.HasExited;
    }

    private static bool Set(int process, int resource, ulong most) => SetLimit(process, resource, new Limit(most, most), 0) == 0;

    [LibraryImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int process, int resource, in Limit limit, nint before);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
