using System.Runtime.InteropServices;

namespace Atomic.Cli.CommandLine;

/// <summary>
/// Listens for Ctrl-C (SIGINT), SIGTERM and the end of the terminal (SIGHUP): the first asks the command to end, a second Ctrl-C ends the process at once.
/// </summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signal;

    /// <summary>Listens from now on.</summary>
    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the process was asked to end in the way of service managers, which is no failure of a server.</summary>
    public bool IsTermination => (PosixSignal)Volatile.Read(ref _signal) == PosixSignal.SIGTERM;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (Interlocked.CompareExchange(ref _signal, (int)context.Signal, 0) != 0)
        {
            // The second Ctrl-C is from somebody who will not wait; what was acknowledged is durable.
            if (context.Signal == PosixSignal.SIGINT)
                Environment.Exit((int)ExitCode.Interrupted);
            context.Cancel = true;
            return;
        }

        context.Cancel = true;

        // The commands end in code that runs on cancellation: not on the thread that handles signals.
        _ = Task.Run(_source.Cancel);
    }
}
