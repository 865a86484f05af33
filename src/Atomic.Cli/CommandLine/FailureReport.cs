using Atomic.Cli.Output;
using Atomic.Core.Errors;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.CommandLine;

/// <summary>Turns what a command threw into one sentence on stderr and an exit code. A stack trace is shown only by <c>--verbose</c>.</summary>
internal static class FailureReport
{
    /// <summary>Reports the failure.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="output">Where to.</param>
    public static ExitCode Write(Exception failure, CommandOutput output)
    {
        var (exitCode, sentence) = Of(failure);
        output.Error(sentence);
        if (output.Verbose)
            output.Note(failure.ToString());
        return exitCode;
    }

    private static (ExitCode ExitCode, string Sentence) Of(Exception failure) => failure switch
    {
        CommandException expected => (expected.ExitCode, expected.Message),
        AtomicException { Code: ErrorCodes.DatabaseLocked or ErrorCodes.DatabaseTooNew } database => (ExitCode.DatabaseUnavailable, database.Message),
        AtomicException { Code: ErrorCodes.InvalidMarket or ErrorCodes.EmptyMarket or ErrorCodes.InvalidConfiguration } wrong => (ExitCode.BadInput, wrong.Message),
        AtomicException other => (ExitCode.WorkFailed, other.Message),
        RecordingFormatException recording => (ExitCode.BadInput, recording.Message),
        IOException or UnauthorizedAccessException => (ExitCode.BadInput, failure.Message),
        _ => (ExitCode.WorkFailed, $"Something went wrong that should not: {failure.Message} Run it again with --verbose and report what it prints."),
    };
}
