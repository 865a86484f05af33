using Atomic.Cli.Output;

namespace Atomic.Cli.CommandLine;

/// <summary>What a running command has: its output, and the signals that end it.</summary>
/// <param name="Output">Where it writes.</param>
/// <param name="Interruption">What ends it.</param>
internal sealed record CommandContext(CommandOutput Output, Interruption Interruption)
{
    /// <summary>Cancelled when the command is to end.</summary>
    public CancellationToken Stopping => Interruption.Token;
}
