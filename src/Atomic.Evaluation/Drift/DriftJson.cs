using System.Text.Json;
using Atomic.Evaluation.Reports;

namespace Atomic.Evaluation.Drift;

/// <summary>The member <c>drift</c> of a report's JSON.</summary>
internal static class DriftJson
{
    /// <summary>Writes it.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="drift">The figures.</param>
    public static void Write(Utf8JsonWriter json, DriftFigures drift)
    {
        json.WriteStartObject("drift");
        json.WriteStartArray("models");
        foreach (var model in drift.Models)
            json.WriteStringValue(model);
        json.WriteEndArray();
        json.WriteNumber("swappedAfter", drift.SwappedAfter);
        json.WriteNumber("tasksSince", drift.TasksSince);
        EvaluationJson.Number(json, "valueUsd", drift.ValueUsd, digits: 9);
        EvaluationJson.Figure(json, "regretRate", drift.RegretRate);
        json.WriteBoolean("hasRegret", drift.HasRegret);
        EvaluationJson.Figure(json, "tasksUntilRecovered", drift.OverSeeds);
        Count(json, "tasksUntilRecoveredOnAverage", drift.TasksUntilRecovered);
        json.WriteStartArray("tasksUntilRecoveredBySeed");
        foreach (var tasks in drift.BySeed)
        {
            if (tasks is { } known)
                json.WriteNumberValue(known);
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
        json.WriteStartArray("windows");
        foreach (var window in drift.Windows)
        {
            json.WriteStartObject();
            json.WriteNumber("from", window.From);
            json.WriteNumber("to", window.To);
            EvaluationJson.Figure(json, "regret", window.Regret);
            EvaluationJson.Figure(json, "frozen", window.Frozen);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Count(Utf8JsonWriter json, string name, int? count)
    {
        if (count is { } known)
            json.WriteNumber(name, known);
        else
            json.WriteNull(name);
    }
}
