using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Atomic.Providers.Verifiers;

/// <summary>
/// A process with all that it has started. Those that it is still the parent of are found by that; on Linux those too that have left it (a daemon, the child of one that
/// has exited), by a mark in their environment that every process hands on.
/// </summary>
internal sealed class ProcessFamily : IDisposable
{
    /// <summary>The environment variable that marks them.</summary>
    internal const string Variable = "ATOMIC_VERIFIER_RUN";

    // A process may start another between two looks; more than a few times over is no accident, and left to the limit of processor time.
    private const int Looks = 8;

    private readonly string _mark = Guid.NewGuid().ToString("N");
    private Process? _process;

    /// <summary>Marks a process that is about to be started.</summary>
    /// <param name="start">How it is started.</param>
    public void Mark(ProcessStartInfo start) => start.Environment[Variable] = _mark;

    /// <summary>It was started: from now on disposing kills it and its family.</summary>
    /// <param name="process">The process.</param>
    public void Begin(Process process) => _process = process;

    /// <summary>Kills whatever is left of the family.</summary>
    public void Dispose()
    {
        if (_process is not { } process) return;
        Kill(process, withChildren: true);
        if (!OperatingSystem.IsLinux()) return;
        for (var look = 0; look < Looks && KillMarked(); look++)
        {
        }
    }

    private bool KillMarked()
    {
        var mark = Encoding.ASCII.GetBytes($"{Variable}={_mark}");
        var any = false;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !HasMark(folder, mark)) continue;
            any = true;
            try
            {
                using var member = Process.GetProcessById(id);
                Kill(member, withChildren: false);
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }

        return any;
    }

    private static bool HasMark(string folder, ReadOnlySpan<byte> mark)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
            return false;
        }
    }

    private static void Kill(Process process, bool withChildren)
    {
        try
        {
            process.Kill(withChildren);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself.
        }
    }
}
