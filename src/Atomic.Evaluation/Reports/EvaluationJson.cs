using System.Text;
using System.Text.Json;
using Atomic.Evaluation.Drift;
using Atomic.Evaluation.Metrics;
using Atomic.Evaluation.Takeover;

namespace Atomic.Evaluation.Reports;

/// <summary>A report as one JSON object; every figure that depends on the seed is <c>{"mean","sd"}</c>, and null where it was not reached.</summary>
public static class EvaluationJson
{
    /// <summary>The object.</summary>
    /// <param name="report">The report.</param>
    public static string Of(EvaluationReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            Common(json, report);
            if (report is PairReport pair)
                PairMembers(json, pair);
            if (report is MarketReport market)
                MarketMembers(json, market);
            if (report is TakeoverReport takeover)
                TakeoverJson.Write(json, takeover);
            if (report.Drift is { } drift)
                DriftJson.Write(json, drift);
            Lengths(json, "lengths", report.Lengths);
            Lengths(json, "lengthsOnAverage", report.LengthsOnAverage);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Common(Utf8JsonWriter json, EvaluationReport report)
    {
        json.WriteString("name", report.Name);
        json.WriteString("kind", report.Form.ToString().ToLowerInvariant());
        json.WriteString("feedback", report.Feedback.ToString().ToLowerInvariant());
        json.WriteNumber("seeds", report.Seeds.Count);
        json.WriteStartArray("seedList");
        foreach (var seed in report.Seeds)
            json.WriteNumberValue(seed);
        json.WriteEndArray();
        json.WriteNumber("tasks", report.Tasks);
        json.WriteNumber("leftOut", report.LeftOut);
        json.WriteStartArray("models");
        foreach (var model in report.Models)
            json.WriteStringValue(model.Name);
        json.WriteEndArray();
        json.WriteStartArray("single");
        foreach (var model in report.Models)
        {
            json.WriteStartObject();
            json.WriteString("model", model.Name);
            Number(json, "accuracy", model.Accuracy);
            Number(json, "costPerTaskUsd", model.CostPerTaskUsd, digits: 9);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void PairMembers(Utf8JsonWriter json, PairReport report)
    {
        json.WriteString("strong", report.Strong);
        json.WriteString("weak", report.Weak);
        Router(json, report.Atomic);
        json.WriteStartObject("baselines");
        foreach (var (name, figures) in new[] { ("random", report.Random), ("length", report.Length), ("oracle", report.Oracle) })
        {
            json.WriteStartObject(name);
            Router(json, figures);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        Achieved(json, report.Achieved, "strongShare");
    }

    private static void MarketMembers(Utf8JsonWriter json, MarketReport report)
    {
        json.WriteString("best", report.Best.Name);
        json.WriteString("plans", report.AllPlans ? "all" : "single");
        json.WriteStartArray("curve");
        foreach (var point in report.Curve)
        {
            json.WriteStartObject();
            Number(json, "costShare", point.CostShare);
            Figure(json, "accuracy", point.Accuracy);
            Figure(json, "hull", MeanSd.Exactly(point.Hull));
            Figure(json, "planHull", MeanSd.Exactly(point.PlanHull));
            Figure(json, "bestFixedPlan", MeanSd.Exactly(point.BestFixed));
            Figure(json, "length", MeanSd.Exactly(point.Length));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("baselines");
        Point(json, "random", report.Random);
        Point(json, "oracle", report.Oracle);
        json.WriteStartArray("plansOnHull");
        foreach (var plan in report.PlansOnHull)
        {
            json.WriteStartObject();
            json.WriteString("plan", plan.Plan.ToString());
            Number(json, "costShare", plan.Point.Cost);
            Number(json, "accuracy", plan.Point.Accuracy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        Achieved(json, report.Achieved, "costShare");
    }

    private static void Router(Utf8JsonWriter json, RouterFigures figures)
    {
        json.WriteStartObject("apgr");
        Figure(json, "whole", figures.ApgrWhole);
        Figure(json, "lastHalf", figures.ApgrLastHalf);
        json.WriteEndObject();
        Figure(json, "cpt50", figures.Cpt50);
        Figure(json, "cpt80", figures.Cpt80);
    }

    private static void Achieved(Utf8JsonWriter json, IReadOnlyList<AchievedPoint> achieved, string cost)
    {
        json.WriteStartArray("achieved");
        foreach (var point in achieved)
        {
            json.WriteStartObject();
            Number(json, "target", point.Target);
            Figure(json, cost, point.CostShare);
            Figure(json, "accuracy", point.Accuracy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Lengths(Utf8JsonWriter json, string name, LengthFigures? figures)
    {
        if (figures is null)
            return;
        json.WriteStartObject(name);
        Figure(json, "absoluteLogError", figures.AbsoluteLogError);
        Figure(json, "covered", figures.Covered);
        Figure(json, "logWidth", figures.LogWidth);
        json.WriteEndObject();
    }

    private static void Point(Utf8JsonWriter json, string name, CurvePoint point)
    {
        json.WriteStartObject(name);
        Number(json, "costShare", point.Cost);
        Number(json, "accuracy", point.Accuracy);
        json.WriteEndObject();
    }

    /// <summary>Writes a figure over seeds, or null.</summary>
    internal static void Figure(Utf8JsonWriter json, string name, MeanSd? figure)
    {
        if (figure is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Number(json, "mean", known.Mean);
        Number(json, "sd", known.Sd);
        json.WriteEndObject();
    }

    /// <summary>Writes a number, rounded.</summary>
    internal static void Number(Utf8JsonWriter json, string name, double value, int digits = 6) => json.WriteNumber(name, Math.Round(value, digits));
}
