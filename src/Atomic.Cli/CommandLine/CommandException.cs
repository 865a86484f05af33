namespace Atomic.Cli.CommandLine;

/// <summary>Ends a command with an exit code and one sentence for a person: what is wrong, and what to do.</summary>
/// <param name="exitCode">The exit code.</param>
/// <param name="message">The sentence.</param>
/// <param name="innerException">The cause, shown by <c>--verbose</c>.</param>
public sealed class CommandException(ExitCode exitCode, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The exit code.</summary>
    public ExitCode ExitCode { get; } = exitCode;
}
