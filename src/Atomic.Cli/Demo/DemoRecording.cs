using System.Text.Json;
using Atomic.Replay.Recordings;
using Atomic.Replay.Synthesis;

namespace Atomic.Cli.Demo;

/// <summary>The demo's texts with the answers of its simulated models.</summary>
internal static class DemoRecording
{
    /// <summary>The recording of a seed.</summary>
    /// <param name="seed">Another seed gives other answers of the same skill.</param>
    public static Recording Of(int seed)
    {
        var tasks = DemoKind.All.SelectMany(ReadTexts).ToList();
        var recording = RecordingSynthesizer.Synthesize(tasks, DemoModels.All, (ulong)seed, "demo");

        // A real endpoint bills the instructions too: they are part of every prompt.
        return new Recording(recording.Market, [.. recording.Tasks.Select(WithInstructionsBilled)]);
    }

    private static IEnumerable<RecordedTask> ReadTexts(string kind)
    {
        using var stream = typeof(DemoRecording).Assembly.GetManifestResourceStream($"Atomic.Cli.Demo.Data.{kind}.jsonl")
            ?? throw new InvalidOperationException($"The texts of {kind} are not in the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
                yield return ReadText(line);
        }
    }

    private static RecordedTask ReadText(string line)
    {
        using var json = JsonDocument.Parse(line);
        return new RecordedTask { Id = Text("id"), Kind = Text("kind"), Input = Text("input"), Label = Text("label") };

        string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
    }

    private static RecordedTask WithInstructionsBilled(RecordedTask task)
    {
        var instructions = RecordedAnswer.EstimateTokens(DemoKind.Instructions(task.Kind));
        return task with
        {
            Answers = task.Answers.ToDictionary(
                static answer => answer.Key, answer => answer.Value with { InputTokens = answer.Value.InputTokens + instructions }, StringComparer.Ordinal),
        };
    }
}
