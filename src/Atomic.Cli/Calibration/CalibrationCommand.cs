using System.CommandLine;
using System.Text.Json;
using Atomic.Cli.Api;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Composition;
using Atomic.Cli.Output;
using Atomic.Orchestration.Service;

namespace Atomic.Cli.Calibration;

/// <summary><c>atomic calibration [KIND]</c>: how bids held against what came.</summary>
internal static class CalibrationCommand
{
    private static readonly Argument<string?> Kind = new("KIND") { Description = "The kind; every kind that something was learned of where it is left out.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("calibration", "Show how bids held against what came, by bidder: cost, latency, and promised success with its reliability curve.")
        {
            Kind,
            ServerChoice.Server,
            ServerChoice.Key,
            ServerChoice.DataFolder,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context)
    {
        await using var server = await ServerChoice.ConnectAsync(parsed, context);
        var kinds = parsed.GetValue(Kind) is { } kind ? [kind] : Known(await server.Api.GetMarketAsync(context.Stopping)).Records.Select(static record => record.Kind);
        var calibrations = new List<KindCalibration>();
        foreach (var name in kinds)
            calibrations.Add(Known(await server.Api.GetCalibrationAsync(name, context.Stopping)));
        if (context.Output.IsJson)
            CommandOutput.Json(json => Write(json, calibrations));
        else
            CalibrationReport.Write(context.Output, calibrations);
        return ExitCode.Ok;
    }

    private static T Known<T>(Result<T> result)
        where T : class =>
        result.TryGet(out var value, out var problem) ? value : throw new CommandException(ExitCode.WorkFailed, problem.Detail);

    private static void Write(Utf8JsonWriter json, IReadOnlyList<KindCalibration> calibrations)
    {
        json.WriteStartArray("kinds");
        foreach (var calibration in calibrations)
            JsonSerializer.Serialize(json, calibration, ApiJson.Default.KindCalibration);
        json.WriteEndArray();
    }
}
