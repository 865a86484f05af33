using System.Text.Json;
using Atomic.Cli.Recordings;

namespace Atomic.Cli.Run;

/// <summary>The object of <c>run --json</c> over more than one microtask.</summary>
internal static class RunJson
{
    /// <summary>Writes its members.</summary>
    /// <param name="json">Takes them.</param>
    /// <param name="outcome">What the run came to.</param>
    /// <param name="badLines">How many lines were no microtask.</param>
    public static void Write(Utf8JsonWriter json, RunOutcome outcome, int badLines)
    {
        var count = outcome.Count;
        json.WriteNumber("microtasks", count.Total);
        json.WriteNumber("completed", count.Completed);
        json.WriteNumber("failed", count.Failed);
        json.WriteNumber("badLines", badLines);
        Number(json, "accuracy", count.Accuracy, 4);
        Number(json, "costUsd", count.CostUsd, 9);
        Number(json, "overheadMsP50", outcome.OverheadMsP50, 3);
        Number(json, "overheadMsP99", outcome.OverheadMsP99, 3);
        json.WriteStartArray("bidders");
        foreach (var bidder in count.Bidders)
        {
            json.WriteStartObject();
            json.WriteString("id", bidder.Id);
            json.WriteNumber("answers", bidder.Answers);
            Number(json, "accuracy", bidder.Accuracy, 4);
            Number(json, "costUsd", bidder.CostUsd, 9);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (outcome.Baselines is not { } baselines)
            return;
        Yardstick(json, "alwaysBest", baselines.AlwaysBest);
        Yardstick(json, "alwaysCheapest", baselines.AlwaysCheapest);
        Yardstick(json, "oracle", baselines.Oracle);
    }

    private static void Yardstick(Utf8JsonWriter json, string name, Baseline baseline)
    {
        json.WriteStartObject(name);
        json.WriteString("model", baseline.Name);
        Number(json, "accuracy", baseline.Accuracy, 4);
        Number(json, "costUsd", baseline.CostUsd, 9);
        json.WriteEndObject();
    }

    /// <summary>Writes a figure, rounded, or null.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">The figure; null: not known.</param>
    /// <param name="digits">Digits after the point.</param>
    public static void Number(Utf8JsonWriter json, string name, double? value, int digits)
    {
        if (value is { } known)
            json.WriteNumber(name, Math.Round(known, digits));
        else
            json.WriteNull(name);
    }
}
