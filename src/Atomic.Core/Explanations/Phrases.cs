using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Markets;

namespace Atomic.Core.Explanations;

/// <summary>Phrases that the forms for people share.</summary>
internal static class Phrases
{
    /// <summary>What to write where there is nothing.</summary>
    public const string None = "–";

    /// <summary>What holds of every counterfactual.</summary>
    public const string OthersUnchanged = "One figure moved, everything else as it was:";

    /// <summary>What to write where the payload was purged.</summary>
    public const string NoInput = "The record no longer holds the input.";

    /// <summary>The formula of the utility.</summary>
    public const string Formula = "U = V × q − c − λ × t";

    /// <summary>Where a microtask stands, for a badge.</summary>
    /// <param name="microtask">The microtask.</param>
    public static string Standing(ExplainedMicrotask microtask) => microtask.Stage is ExplanationStage.Complete
        ? Prose.Words(microtask.Status)
        : $"{Prose.Words(microtask.Status)}, {Prose.Words(microtask.Stage)}";

    /// <summary>What became of a bidder, for a table.</summary>
    /// <param name="fate">Its fate.</param>
    public static string Fate(BidFate fate) => fate is BidFate.Drawn ? "won (drawn)" : fate is BidFate.NoBid ? "no bid" : Prose.Words(fate);

    /// <summary>"$0.000031".</summary>
    /// <param name="value">USD.</param>
    public static string Usd(double? value) => value is { } some ? Figures.Usd(some) : None;

    /// <summary>", renews at 2026-12-01 00:00 UTC"; nothing where a budget does not.</summary>
    /// <param name="renewsAt">When it renews.</param>
    public static string Renewal(DateTimeOffset? renewsAt) => renewsAt is { } at ? $", renews at {BudgetText.Time(at)}" : "";

    /// <summary>"420 ms".</summary>
    /// <param name="seconds">Seconds.</param>
    public static string Duration(double? seconds) => seconds is { } some ? Figures.Duration(some) : None;

    /// <summary>"91.2%".</summary>
    /// <param name="value">0 to 1.</param>
    public static string Probability(double? value) => value is { } some ? Figures.Probability(some) : None;

    /// <summary>An interval: "$0.00002 to $0.00005"; one figure where both ends are the same.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <param name="write">Writes a figure.</param>
    public static string Interval(ExplainedEstimate estimate, Func<double?, string> write)
    {
        var (low, high) = (write(estimate.Low), write(estimate.High));
        return low == high ? low : $"{low} to {high}";
    }

    /// <summary>A bidder's model, region, tags and prices: "model gpt-4o-mini, region eu, $0.15 in and $0.60 out per million tokens".</summary>
    /// <param name="bid">The bidder.</param>
    public static string Facts(ExplainedBid bid)
    {
        var facts = new List<string>();
        if (bid.Plan is { } plan) facts.Add(plan);
        if (bid.Model is { } model) facts.Add($"{(bid.Plan is null ? "model" : "models")} {model}");
        if (PromptPhrases.Of(bid.Prompt) is { } prompt) facts.Add(prompt);
        if (bid.Region is { } region) facts.Add($"region {region}");
        if (bid.Tags is { Count: > 0 } tags) facts.Add($"tagged {Prose.List(tags)}");
        if (bid.Price is { } price) facts.Add(Price(price));
        return string.Join("; ", facts);
    }

    /// <summary>What a bid rests on, in one sentence; null where there is no bid.</summary>
    /// <param name="bid">The bidder.</param>
    public static string? Evidence(ExplainedBid bid)
    {
        if (bid.Evidence is not { } evidence) return null;
        if (bid.Plan is not null) return JointPhrases.Of(evidence);
        var basis = evidence.Basis switch
        {
            BidBasis.Prior => "what the market's configuration believes of it",
            BidBasis.TrackRecord => "its track record",
            BidBasis.Contextual => "its track record and what inputs like this one have shown",
            "specialist" => "what the specialist has learned",
            var other => other,
        };
        return $"The bid rests on {basis}: {Many(evidence.QualityObservations, "outcome")} and {Many(evidence.LatencyObservations, "timed attempt")}"
            + $" after forgetting, {Many(evidence.InputTokens, "input token")}, {Many(evidence.ExpectedOutputTokens, "output token")} expected.{PromptPhrases.Prior(evidence)}{Context(bid, evidence)}{LengthPhrases.Of(bid, evidence)}{FieldPhrases.Of(evidence)}{Shape(evidence)}{Discounted(bid, evidence)}";
    }

    /// <summary>How a bidder's earlier promises held, in one sentence; null where too few were judged.</summary>
    /// <param name="bidderId">The bidder.</param>
    /// <param name="evidence">The evidence of its bid.</param>
    public static string? Held(string bidderId, BidEvidence evidence) => evidence.Held is not { } held ? null
        : $"Of {bidderId}'s earlier answers for this kind that were judged, {Probability(held.Right)} were right where its bids had promised {Probability(held.Promised)}"
            + $" ({Many(held.Judged, "answer")} after forgetting){(evidence.Discount is { } discount ? $", so that {Points(discount)} were taken off its bid" : "")}.";

    private static string Context(ExplainedBid bid, BidEvidence evidence) =>
        evidence is { RightOnAverage: { } average, ContextOutcomes: { } outcomes } && bid.Success?.Expected is { } success
            ? $" On this input a valid answer of it is expected to be right with {Probability(Math.Min(success / (evidence.Answered ?? 1), 1))}, against {Probability(average)} on average; learned from {Many(outcomes, "outcome")}{(evidence.Embedding is { } model ? $", by its words and by what the text means (embedding model {model})" : "")}."
            : "";

    private static string Discounted(ExplainedBid bid, BidEvidence evidence) => evidence.Discount is { } discount && bid.Success?.Expected is { } success
        ? $" It promised {Probability(success + discount)}; {Points(discount)} were taken off, since it delivered less than it had promised before."
        : "";

    private static string Points(double difference) => Figures.SignedPoints(difference).TrimStart('+', '±');

    private static string Shape(BidEvidence evidence) => evidence is { SchemaShape: { } shape, InvalidRate: { } rate, ShapeObservations: { } observations }
        ? $" {Probability(rate)} of its answers are expected not to meet a schema of shape {shape}, by {Many(observations, "answer")} under that shape after forgetting."
        : "";

    /// <summary>A deviation: "+$0.00001, +12.3%".</summary>
    /// <param name="deviation">The deviation.</param>
    /// <param name="signed">Writes a difference.</param>
    public static string Difference(Deviation deviation, Func<double, string> signed) => deviation switch
    {
        { Difference: not { } } => None,
        { Difference: { } difference, Relative: { } relative } => $"{signed(difference)}, {Figures.SignedPercent(relative)}",
        _ => signed(deviation.Difference.Value),
    };

    /// <summary>Whether the actual lay in the interval.</summary>
    /// <param name="deviation">The deviation.</param>
    /// <param name="write">Writes a figure.</param>
    public static string Within(Deviation deviation, Func<double?, string> write) => deviation.WithinInterval switch
    {
        null => "interval not recorded",
        true => $"within {Range(deviation, write)}",
        false => $"outside {Range(deviation, write)}",
    };

    private static string Range(Deviation deviation, Func<double?, string> write) =>
        Interval(new ExplainedEstimate(deviation.Bid, deviation.BidLow, deviation.BidHigh), write);

    /// <summary>", asked again" for a second asking; else nothing.</summary>
    /// <param name="attempt">The attempt.</param>
    public static string Again(ExplainedAttempt attempt) => attempt.Ask > 1 ? ", asked again" : "";

    /// <summary>How an attempt stands: "succeeded in 510 ms for $0.000029".</summary>
    /// <param name="attempt">The attempt.</param>
    public static string Attempt(ExplainedAttempt attempt) => attempt.Outcome is { } outcome
        ? $"{Prose.Words(outcome)}{(attempt.LatencySeconds is > 0 ? $" after {Duration(attempt.LatencySeconds)}" : "")} for {(attempt.CostIsEstimated ? "an estimated " : "")}{Usd(attempt.CostUsd)}"
        : "not ended";

    /// <summary>"412 in, 18 out".</summary>
    /// <param name="attempt">The attempt.</param>
    public static string Tokens(ExplainedAttempt attempt) =>
        attempt is { InputTokens: null, OutputTokens: null }
            ? "not reported"
            : $"{(attempt.InputTokens is { } input ? Figures.Count(input) : "unknown")} in, {(attempt.OutputTokens is { } output ? Figures.Count(output) : "unknown")} out";

    private static string Many(double count, string one) => $"{Figures.Count(count)} {(Figures.Count(count) == "1" ? one : $"{one}s")}";

    private static string Price(TokenPrice price)
    {
        if (price == TokenPrice.Free) return "free of charge";
        var tokens = $"{Figures.Usd(price.InputUsdPerMTok)} in and {Figures.Usd(price.OutputUsdPerMTok)} out per million tokens";
        return price.RequestUsd == 0 ? tokens : $"{tokens}, {Figures.Usd(price.RequestUsd)} per request";
    }
}
