using System.Text.Json;

namespace Atomic.Cli.Demo;

/// <summary>The object of <c>demo --json</c>.</summary>
internal static class DemoJson
{
    /// <summary>Writes its members.</summary>
    /// <param name="json">Takes them.</param>
    /// <param name="outcome">What the demo came to.</param>
    public static void Write(Utf8JsonWriter json, DemoOutcome outcome)
    {
        var count = outcome.Count;
        json.WriteNumber("microtasks", count.Total);
        json.WriteNumber("completed", count.Completed);
        json.WriteNumber("failed", count.Failed);
        Number("accuracy", count.Accuracy, 4);
        Number("costUsd", count.CostUsd, 9);
        Number("alwaysBestCostUsd", outcome.Baselines.AlwaysBest.CostUsd, 9);
        Number("alwaysBestAccuracy", outcome.Baselines.AlwaysBest.Accuracy, 4);
        Number("alwaysCheapestAccuracy", outcome.Baselines.AlwaysCheapest.Accuracy, 4);
        Number("overheadMsP50", outcome.OverheadMsP50, 3);
        Number("overheadMsP99", outcome.OverheadMsP99, 3);

        void Number(string name, double? value, int digits)
        {
            if (value is { } known)
                json.WriteNumber(name, Math.Round(known, digits));
            else
                json.WriteNull(name);
        }
    }
}
