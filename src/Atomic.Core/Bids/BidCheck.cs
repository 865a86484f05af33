using System.Globalization;

namespace Atomic.Core.Bids;

/// <summary>Tells figures that a bid can have from those that none can have, so that these never enter the auction's arithmetic.</summary>
public static class BidCheck
{
    /// <summary>The largest cost in USD and the longest latency in seconds that a bid can name; beyond it arithmetic could overflow.</summary>
    public const double LargestFigure = 1e9;

    /// <summary>What is wrong with the bid, in one sentence, or null where nothing is.</summary>
    /// <param name="bid">The bid.</param>
    public static string? Defect(Bid bid)
    {
        if (IsInterval(bid.CostUsd, LargestFigure)
            && IsInterval(bid.LatencySeconds, LargestFigure)
            && IsInterval(bid.Success, 1)
            && (bid.MostCostUsd is not { } most || (most >= bid.CostUsd.High && most <= LargestFigure))
            && IsCount(bid.Evidence.QualityObservations)
            && IsCount(bid.Evidence.LatencyObservations)
            && IsCount(bid.Evidence.ExpectedOutputTokens)
            && bid.Evidence.Answered is null or (> 0 and <= 1)
            && IsCount(bid.Evidence.RightTrials ?? 0)
            && bid.Evidence.Discount is null or (>= 0 and <= 1)
            && (bid.AnswerPrecision is not { } precision || IsInterval(precision, 1))
            && bid.AuditShare is null or (>= 0 and <= 1)
            && bid.Evidence.InputTokens >= 0)
        {
            return null;
        }

        return DefectOf("cost in USD", bid.CostUsd, LargestFigure)
            ?? DefectOf("latency in seconds", bid.LatencySeconds, LargestFigure)
            ?? DefectOf("success probability", bid.Success, 1)
            ?? (bid.MostCostUsd is { } bound ? DefectOf("upper bound of the cost in USD", bound, LargestFigure) : null)
            ?? (bid.MostCostUsd < bid.CostUsd.High ? $"The upper bound {Text(bid.MostCostUsd.Value)} of the cost in USD is below its upper end {Text(bid.CostUsd.High)}." : null)
            ?? (bid.AnswerPrecision is { } answers ? DefectOf("precision of its answers", answers, 1) : null)
            ?? (bid.AuditShare is { } share ? DefectOf("audit share", share, 1) : null)
            ?? "The bid's evidence has a count or a probability that is not a number, infinite, negative, or too large.";
    }

    private static bool IsInterval(Estimate figure, double limit) =>
        figure.Low >= 0 && figure.Low <= figure.Expected && figure.Expected <= figure.High && figure.High <= limit;

    private static bool IsCount(double count) => count >= 0 && double.IsFinite(count);

    private static string? DefectOf(string name, Estimate figure, double limit) =>
        DefectOf($"expected {name}", figure.Expected, limit)
        ?? DefectOf($"lower end of the {name}", figure.Low, limit)
        ?? DefectOf($"upper end of the {name}", figure.High, limit)
        ?? (figure.Low > figure.Expected ? $"The lower end {Text(figure.Low)} of the {name} is above the expected {Text(figure.Expected)}." : null)
        ?? (figure.Expected > figure.High ? $"The upper end {Text(figure.High)} of the {name} is below the expected {Text(figure.Expected)}." : null);

    private static string? DefectOf(string name, double figure, double limit)
    {
        if (double.IsNaN(figure)) return $"The {name} is not a number.";
        if (double.IsInfinity(figure)) return $"The {name} is infinite.";
        if (figure < 0) return $"The {name} is negative: {Text(figure)}.";
        return figure > limit ? $"The {name} is {Text(figure)}, above the largest possible {Text(limit)}." : null;
    }

    private static string Text(double figure) => figure.ToString("R", CultureInfo.InvariantCulture);
}
