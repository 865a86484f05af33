using System.Text.Json;
using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Reports;

namespace Atomic.Evaluation.Takeover;

/// <summary>A takeover's members of the report's JSON object.</summary>
internal static class TakeoverJson
{
    /// <summary>Writes them.</summary>
    /// <param name="json">Where to, within the object.</param>
    /// <param name="report">The report.</param>
    public static void Write(Utf8JsonWriter json, TakeoverReport report)
    {
        EvaluationJson.Number(json, "floor", report.Floor);
        json.WriteString("learnsFrom", report.LearnsFrom);
        Members(json, report.Atomic, report.TeacherAccuracy);
        json.WriteStartObject("baselines");
        foreach (var baseline in report.Baselines)
        {
            json.WriteStartObject(baseline.Name);
            Members(json, baseline.Figures, report.TeacherAccuracy);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (report.OutOfScope is { } outOfScope)
        {
            json.WriteStartObject("outOfScope");
            json.WriteNumber("tasks", outOfScope.Tasks);
            EvaluationJson.Figure(json, "answered", outOfScope.Answered);
            json.WriteStartObject("without");
            Members(json, outOfScope.Without, outOfScope.TeacherAccuracyWithout);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartArray("stream");
        foreach (var point in report.Stream)
        {
            json.WriteStartObject();
            json.WriteNumber("tasks", point.Tasks);
            EvaluationJson.Number(json, "teacherCalls", point.Calls);
            EvaluationJson.Number(json, "accuracy", point.Accuracy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("reliability");
        foreach (var point in report.Promises)
        {
            json.WriteStartObject();
            EvaluationJson.Number(json, "promised", point.Promised);
            EvaluationJson.Number(json, "kept", point.Kept);
            json.WriteNumber("answers", point.Answers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Members(Utf8JsonWriter json, TakeoverFigures figures, double teacherAccuracy)
    {
        json.WriteStartObject("teacherCalls");
        EvaluationJson.Figure(json, "whole", figures.CallsWhole);
        EvaluationJson.Figure(json, "lastHalf", figures.CallsLastHalf);
        json.WriteEndObject();
        EvaluationJson.Figure(json, "coverage", new MeanSd(1 - figures.CallsWhole.Mean, figures.CallsWhole.Sd));
        EvaluationJson.Figure(json, "audits", figures.Audits);
        EvaluationJson.Figure(json, "accuracy", figures.Accuracy);
        EvaluationJson.Figure(json, "accuracyLastHalf", figures.AccuracyLastHalf);
        EvaluationJson.Figure(json, "teacherAccuracy", MeanSd.Exactly(teacherAccuracy));
        EvaluationJson.Figure(json, "specialistPrecision", figures.Precision);
        if (figures.LeastPrecision is { } least)
            EvaluationJson.Number(json, "leastSpecialistPrecision", least);
        else
            json.WriteNull("leastSpecialistPrecision");
        EvaluationJson.Figure(json, "specialistAccuracy", figures.GoldPrecision);
    }
}
