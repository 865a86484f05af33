using System.CommandLine;
using System.Text;
using System.Text.Json;
using Atomic.Cli.CommandLine;
using Atomic.Cli.Output;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Run;

/// <summary>What a run works on.</summary>
/// <param name="Items">The microtasks, in the order in which they are sent.</param>
/// <param name="BadLines">How many lines are none.</param>
/// <param name="IsSingle">Whether it is one text, whose answer is the output.</param>
/// <param name="ResultPath">The result file; null: none.</param>
internal sealed record RunInput(IReadOnlyList<RunItem> Items, int BadLines, bool IsSingle, string? ResultPath)
{
    /// <summary>Reads what the command line names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="recording">The recording; null: none.</param>
    /// <param name="output">Takes what is said of bad lines.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CommandException">There is nothing to run.</exception>
    public static async Task<RunInput> ReadAsync(ParseResult parsed, Recording? recording, CommandOutput output, CancellationToken cancellationToken)
    {
        var defaults = RunDefaults.Of(parsed);
        var named = parsed.GetValue(RunOptions.Out);
        var (text, file) = (parsed.GetValue(RunOptions.Text), parsed.GetValue(RunOptions.File));
        return (text, file, recording) switch
        {
            (not null, not null, _) => throw new CommandException(ExitCode.BadInput, "--text and --file are two inputs; give one."),
            (not null, null, _) => new RunInput([RunLineReader.Single(text, defaults)], 0, IsSingle: true, named),
            (null, not null, _) => await OfFileAsync(parsed, file, recording, defaults, output, cancellationToken),
            (null, null, not null) => new RunInput(Chosen(parsed, OfRecording(recording, defaults)), 0, IsSingle: false, named),
            _ => throw new CommandException(ExitCode.BadInput, "There is nothing to run; give --text TEXT, --file FILE (or - for standard input), or --recording FOLDER."),
        };
    }

    private static async Task<RunInput> OfFileAsync(
        ParseResult parsed, string file, Recording? recording, RunDefaults defaults, CommandOutput output, CancellationToken cancellationToken)
    {
        var lines = new RunLineReader(defaults);
        using (var reader = Open(file))
            await lines.ReadAsync(reader, cancellationToken);
        foreach (var bad in lines.BadLines.Take(10))
            output.Note($"{file}, line {bad.Line}: {bad.Reason}; it is skipped.");
        if (lines.BadLines.Count > 10)
            output.Note($"{file}: {lines.BadLines.Count - 10} more lines are skipped.");
        if (lines.Items.Count == 0)
            throw new CommandException(ExitCode.BadInput, $"'{file}' has no line that is a microtask; each line is a JSON object with kind and input.");

        var items = recording is null ? lines.Items : [.. lines.Items.Select(item => item with { Task = item.Task ?? FindTask(recording, item) })];
        var name = file == "-" ? "stdin" : Path.GetFileNameWithoutExtension(file);
        return new RunInput(Chosen(parsed, items), lines.BadLines.Count, IsSingle: false, parsed.GetValue(RunOptions.Out) ?? $"{name}.results.jsonl");
    }

    private static StreamReader Open(string file)
    {
        try
        {
            return file == "-" ? new StreamReader(Console.OpenStandardInput(), Encoding.UTF8) : new StreamReader(file, Encoding.UTF8);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.BadInput, $"'{file}' cannot be read: {failure.Message}", failure);
        }
    }

    private static List<RunItem> OfRecording(Recording recording, RunDefaults defaults) =>
        [.. recording.Tasks.Select((task, i) => RecordedItems.Of(task, i + 1, defaults.Instructions, defaults.PolicyJson, defaults.Batch, defaults.Verify))];

    // A request that asks exactly what a recorded task asks is judged by what is recorded.
    private static RecordedTask? FindTask(Recording recording, RunItem item)
    {
        using var request = JsonDocument.Parse(item.RequestJson);
        return request.RootElement.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.String ? recording.Find(input.GetString()!) : null;
    }

    private static IReadOnlyList<RunItem> Chosen(ParseResult parsed, IReadOnlyList<RunItem> items)
    {
        if (parsed.GetValue(RunOptions.Seed) is { } seed)
        {
            var shuffled = items.ToArray();
            new Random(seed).Shuffle(shuffled);
            items = shuffled;
        }

        return parsed.GetValue(RunOptions.Limit) is { } limit && limit < items.Count ? [.. items.Take(limit)] : items;
    }
}
