using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>Sends the signal by which service managers ask a process to end.</summary>
internal static class UnixSignal
{
    private const int Terminate = 15;

    /// <summary>Asks a process to end.</summary>
    public static void SendTerminate(int processId)
    {
        if (Kill(processId, Terminate) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
