using System.Text.Json;
using Atomic.Cli.Run;

namespace Atomic.Cli.Demo;

/// <summary>The object of <c>demo --json</c>.</summary>
internal static class DemoJson
{
    /// <summary>Writes its members.</summary>
    /// <param name="json">Takes them.</param>
    /// <param name="outcome">What the demo came to.</param>
    public static void Write(Utf8JsonWriter json, RunOutcome outcome)
    {
        var count = outcome.Count;
        json.WriteNumber("microtasks", count.Total);
        json.WriteNumber("completed", count.Completed);
        json.WriteNumber("failed", count.Failed);
        RunJson.Number(json, "accuracy", count.Accuracy, 4);
        RunJson.Number(json, "costUsd", count.CostUsd, 9);
        RunJson.Number(json, "alwaysBestCostUsd", outcome.Baselines?.AlwaysBest.CostUsd, 9);
        RunJson.Number(json, "alwaysBestAccuracy", outcome.Baselines?.AlwaysBest.Accuracy, 4);
        RunJson.Number(json, "alwaysCheapestAccuracy", outcome.Baselines?.AlwaysCheapest.Accuracy, 4);
        RunJson.Number(json, "overheadMsP50", outcome.OverheadMsP50, 3);
        RunJson.Number(json, "overheadMsP99", outcome.OverheadMsP99, 3);
    }
}
