using System.CommandLine;
using Atomic.Cli.Output;

namespace Atomic.Cli.CommandLine;

/// <summary>Runs commands so that each of them ends with an exit code and never with a stack trace.</summary>
internal static class CommandAction
{
    /// <summary>Gives the command its code.</summary>
    /// <param name="command">The command.</param>
    /// <param name="run">What it does.</param>
    public static void Runs(this Command command, Func<ParseResult, CommandContext, Task<ExitCode>> run) =>
        command.SetAction(async (parsed, _) => (int)await RunAsync(parsed, run));

    private static async Task<ExitCode> RunAsync(ParseResult parsed, Func<ParseResult, CommandContext, Task<ExitCode>> run)
    {
        using var interruption = new Interruption();
        var output = CommandOutput.Of(
            json: parsed.GetValue(SharedOptions.Json), noColor: parsed.GetValue(SharedOptions.NoColor), verbose: parsed.GetValue(SharedOptions.Verbose));
        try
        {
            return await run(parsed, new CommandContext(output, interruption));
        }
        catch (Exception) when (interruption.Token.IsCancellationRequested)
        {
            // Whatever broke while everything was being stopped broke because of it.
            output.Error("Interrupted.");
            return ExitCode.Interrupted;
        }
        catch (Exception failure)
        {
            // The outer edge: whatever it is, a person gets a sentence and a script an exit code.
            return FailureReport.Write(failure, output);
        }
    }
}
