using Atomic.Core.Bids;
using Atomic.Core.Calibration;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using CsCheck;

namespace Atomic.Core.Tests.Calibration;

/// <summary>Promises and what became of them, for examples and properties.</summary>
internal static class Promised
{
    /// <summary>A promise, how right the answer was, and the judgement's weight.</summary>
    public static readonly Gen<(double Promised, double Score, double Trust)[]> Stream =
        Gen.Select(Gen.Double[0, 1], Gen.OneOf(Gen.Const(0.0), Gen.Const(1.0), Gen.Double[0, 1]), Gen.Double[0.01, 1], static (promised, score, trust) => (promised, score, trust)).Array[1, 400];

    public static Observation Judgement(double promised, double score, double trust = 1) => new() { BidderId = "a", Score = score, Trust = trust, Promised = promised };

    public static CalibrationRecord After(this CalibrationRecord record, IEnumerable<(double Promised, double Score, double Trust)> stream) =>
        stream.Aggregate(record, static (known, one) => known.After(Judgement(one.Promised, one.Score, one.Trust)));

    /// <summary>Answers that are right with the delivered probability, as evenly as they can be.</summary>
    public static CalibrationRecord Delivering(double promised, double delivered, int judged)
    {
        var record = CalibrationRecord.None;
        for (var i = 0; i < judged; i++)
            record = record.After(Judgement(promised, Math.Floor((i + 1) * delivered) - Math.Floor(i * delivered)));
        return record;
    }

    public static Bid Bid(double success, string basis = "own", double? answered = null) => new()
    {
        BidderId = "a",
        Model = "model",
        CostUsd = new Estimate(0.001, 0.0008, 0.0012),
        LatencySeconds = new Estimate(1, 0.5, 2),
        Success = new Estimate(success, success * 0.9, Math.Min(1, success * 1.05)),
        Evidence = new BidEvidence { Basis = basis, Answered = answered },
    };

    public static Attempt Attempt(double costUsd = 0.001, double latencySeconds = 1, AttemptOutcome outcome = AttemptOutcome.Succeeded) => new()
    {
        Step = 0,
        BidderId = "a",
        Model = "model",
        IdempotencyKey = "key",
        Outcome = outcome,
        CostUsd = costUsd,
        LatencySeconds = latencySeconds,
    };
}
