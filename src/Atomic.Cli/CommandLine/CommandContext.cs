using Atomic.Cli.Output;

namespace Atomic.Cli.CommandLine;

/// <summary>What a running command has: its output, and the signals that end it.</summary>
/// <param name="Output">Where it writes.</param>
/// <param name="Interruption">What ends it.</param>
internal sealed record CommandContext(CommandOutput Output, Interruption Interruption)
{
    /// <summary>Cancelled when the command is to end.</summary>
    public CancellationToken Stopping => Interruption.Token;

    /// <summary>Waits until the command is to end.</summary>
    /// <returns>The exit code: a server that is terminated by its service manager did what it was asked to.</returns>
    public async Task<ExitCode> UntilStoppedAsync()
    {
        await Task.Delay(Timeout.Infinite, Stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Interruption.IsTermination ? ExitCode.Ok : ExitCode.Interrupted;
    }
}
