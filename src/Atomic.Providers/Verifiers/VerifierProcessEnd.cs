using System.Runtime.InteropServices;

namespace Atomic.Providers.Verifiers;

/// <summary>How a program ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="ExitCode">Its exit code; 128 and more for a signal, 0 where it did not exit by itself.</param>
/// <param name="Output">What it wrote to standard output; empty where it did not exit by itself.</param>
/// <param name="Detail">What the system said where it could not be started; null otherwise.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct VerifierProcessEnd(VerifierProcessEndReason Reason, int ExitCode, ReadOnlyMemory<byte> Output, string? Detail = null);
