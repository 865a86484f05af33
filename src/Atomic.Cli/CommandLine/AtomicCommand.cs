using System.CommandLine;
using System.CommandLine.Invocation;
using Atomic.Cli.Calibration;
using Atomic.Cli.Demo;
using Atomic.Cli.Evaluate;
using Atomic.Cli.Explain;
using Atomic.Cli.Failures;
using Atomic.Cli.Health;
using Atomic.Cli.Keys;
using Atomic.Cli.Market;
using Atomic.Cli.Mcp;
using Atomic.Cli.Replay;
using Atomic.Cli.Run;
using Atomic.Cli.Serve;
using Atomic.Cli.WhatIf;

namespace Atomic.Cli.CommandLine;

/// <summary>The command <c>atomic</c>.</summary>
public static class AtomicCommand
{
    private const string Description = """
        Atomic, an auction house for AI microtasks: every model that could do a small piece of AI work bids for it, an auction awards it under
        your policy, and every decision can be explained afterwards.

        Start with `atomic demo`: it needs no key and no network.

        Exit codes: 0 done; 1 the work failed (some microtasks have no answer, or there is no such microtask or message); 2 bad usage, input or
        configuration; 3 the server cannot be reached; 4 the database is in use or cannot be opened; 130 interrupted.
        """;

    /// <summary>Runs the command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>The exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Action is ParseErrorAction)
            return ReportUsage(parsed);

        // Signals are handled by the commands themselves: each knows what it has to bring to an end.
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static RootCommand Create() => new(Description)
    {
        SharedOptions.Json,
        SharedOptions.NoColor,
        SharedOptions.Verbose,
        DemoCommand.Create(),
        ServeCommand.Create(),
        RunCommand.Create(),
        ExplainCommand.Create(),
        MarketCommand.Create(),
        CalibrationCommand.Create(),
        WhatIfCommand.Create(),
        McpCommand.Create(),
        EvaluateCommand.Create(),
        FailuresCommand.Create(),
        HealthCommand.Create(),
        KeyCommand.Create(),
        ReplayServerCommand.Create(),
    };

    private static int ReportUsage(ParseResult parsed)
    {
        foreach (var message in parsed.Errors.Select(static error => error.Message).Distinct(StringComparer.Ordinal))
            Console.Error.WriteLine(message);
        var path = string.Join(' ', PathOf(parsed.CommandResult.Command).Reverse());
        Console.Error.WriteLine($"`{path} --help` shows what it takes.");
        return (int)ExitCode.BadInput;
    }

    private static IEnumerable<string> PathOf(Command command)
    {
        for (var current = command; current is not RootCommand; current = (Command)current.Parents.First())
            yield return current.Name;
        yield return "atomic";
    }
}
