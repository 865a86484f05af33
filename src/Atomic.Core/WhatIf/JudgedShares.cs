namespace Atomic.Core.WhatIf;

/// <summary>
/// How many microtasks each judged one stands for, so that success can be told of all though some are judged: of the answers that a winner gave, those judged stand for
/// all of them, each with its trust. No answer is known to be none, and stands for itself.
/// </summary>
/// <param name="Shares">The shares.</param>
/// <param name="Judged">The answers that were judged.</param>
/// <param name="UnjudgedWeight">The part of the target's weight, 0 to 1, that lies on winners of whom no answer was judged.</param>
internal sealed record JudgedShares(KnownShares Shares, int Judged, double UnjudgedWeight)
{
    /// <summary>The shares of those decisions.</summary>
    /// <param name="decisions">The decisions.</param>
    public static JudgedShares Of(IReadOnlyList<WeightedDecision> decisions)
    {
        var answered = new Dictionary<string, (int Count, double Trust)>(StringComparer.Ordinal);
        foreach (var decision in decisions)
        {
            if (!decision.Outcome.IsAnswered) continue;
            var (count, trust) = answered.GetValueOrDefault(decision.WinnerId);
            answered[decision.WinnerId] = (count + 1, trust + TrustOf(decision));
        }

        var (then, byTarget) = (new double[decisions.Count], new double[decisions.Count]);
        var (judged, unjudged, weights) = (0, 0d, 0d);
        for (var i = 0; i < then.Length; i++)
        {
            var decision = decisions[i];
            then[i] = decision.Outcome.IsAnswered ? ShareOf(decision, answered[decision.WinnerId]) : 1;
            byTarget[i] = decision.IsRefused ? 1 : then[i];
            if (decision.Outcome is { IsAnswered: true, Judged: not null }) judged++;
            weights += decision.Weight;
            if (!decision.IsRefused && decision.Outcome.IsAnswered && !(answered[decision.WinnerId].Trust > 0)) unjudged += decision.Weight;
        }

        Normalise(then);
        Normalise(byTarget);
        return new JudgedShares(new KnownShares(then, byTarget), judged, weights > 0 ? unjudged / weights : 0);
    }

    private static double ShareOf(WeightedDecision decision, (int Count, double Trust) ofWinner) =>
        ofWinner.Trust > 0 ? TrustOf(decision) * (ofWinner.Count / ofWinner.Trust) : 0;

    private static double TrustOf(WeightedDecision decision) => decision.Outcome is { IsAnswered: true, Judged: { } judged } ? judged.Trust : 0;

    private static void Normalise(double[] shares)
    {
        var sum = shares.Sum();
        for (var i = 0; i < shares.Length && sum > 0; i++) shares[i] *= shares.Length / sum;
    }
}
