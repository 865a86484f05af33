using Atomic.Core.Bids;
using Atomic.Core.Calibration;
using Atomic.Core.Decisions;

namespace Atomic.Core.Learning;

/// <summary>
/// How a track record grows by an observation. Pure: that an observation counts once is its store's business.
/// <list type="bullet">
/// <item>Answered: a success is good; whatever else leaves the caller without a valid answer is bad, a rejection for the bidder's own
/// configuration (HTTP 4xx) included, since asking it again would be as fruitless. A cancellation says nothing of the bidder and counts
/// for nothing.</item>
/// <item>Shapes: under an output schema the two things that can go wrong are told apart, so that a bidder which cannot meet one schema is not taken for one
/// that does not answer. An answer that came counts as answered; whether it met the schema, repaired or not, counts for the schema's shape.</item>
/// <item>Right: a score counts with its trust. An answer that was not judged leaves it as it is: silence is no praise.</item>
/// <item>Latency and output tokens: those of answers that came in full, valid or not, since both are waited for and billed. A time-out is
/// a censored observation: the latency is at least what was waited. It counts as that latency where this is above the present mean, and
/// for nothing otherwise, so that a short deadline never makes a bidder look fast.</item>
/// <item>Calibration: what the bidder had bid against what came, see <see cref="CalibrationUpdate"/>.</item>
/// <item>Figures that cannot be (not a number, infinite, negative, above <see cref="BidCheck.LargestFigure"/>) are ignored: a broken clock
/// must not spoil a record. A score outside 0 to 1 is taken as the nearer of the two.</item>
/// </list>
/// </summary>
public static class TrackRecordUpdate
{
    /// <summary>What is kept of the old per outcome: an effective memory of 1 / (1 − 0.99) = 100 outcomes. Endpoints break and recover quickly.</summary>
    public const double AnsweredRetention = 0.99;

    /// <summary>What is kept of the old per timed attempt: an effective memory of 100, in latency and in output tokens alike.</summary>
    public const double TimingRetention = 0.99;

    /// <summary>The shortest latency in seconds that is told from none: 1 ms.</summary>
    public const double ShortestSeconds = 0.001;

    /// <summary>The longest latency in seconds that is told from longer ones: about eleven days.</summary>
    public const double LongestSeconds = 1e6;

    /// <summary>The record after one more observation.</summary>
    /// <param name="record">What is known so far.</param>
    /// <param name="observation">What was observed.</param>
    /// <param name="version">The version of the kind's record afterwards.</param>
    public static TrackRecord After(this TrackRecord record, Observation observation, long version = 0)
    {
        var judged = IsJudgement(observation);
        var (right, recent) = judged
            ? AdaptiveMemory.After(record.Right, record.RightRecent, Math.Clamp(observation.Score.GetValueOrDefault(), 0, 1), Math.Min(observation.Trust, 1))
            : (record.Right, record.RightRecent);
        return record with
        {
            Answered = Answered(record.Answered, observation),
            Shapes = observation.SchemaShape is { } shape && CameInFull(observation.Outcome)
                ? record.Shapes.After(shape, observation.Outcome == AttemptOutcome.Succeeded, version)
                : record.Shapes,
            Right = right,
            RightRecent = recent,
            LogLatency = Latency(record.LogLatency, observation),
            LogOutputTokens = CameInFull(observation.Outcome) && observation.OutputTokens is >= 0 and var tokens
                ? record.LogOutputTokens.After(Math.Log(tokens + 1.0), TimingRetention)
                : record.LogOutputTokens,
            Calibration = record.Calibration.After(observation, version),
            Attempts = record.Attempts + (observation.Outcome is null ? 0 : 1),
            Judged = record.Judged + (judged ? 1 : 0),
            SpentUsd = record.SpentUsd + (IsAmount(observation.CostUsd) ? observation.CostUsd : 0),
        };
    }

    private static DecayedCounts Answered(DecayedCounts counts, Observation observation) => observation.Outcome switch
    {
        null or AttemptOutcome.Cancelled => counts,
        AttemptOutcome.Succeeded => counts.After(1, 1, AnsweredRetention),
        AttemptOutcome.InvalidOutput when observation.SchemaShape is not null => counts.After(1, 1, AnsweredRetention),
        _ => counts.After(0, 1, AnsweredRetention),
    };

    private static DecayedMoments Latency(DecayedMoments moments, Observation observation)
    {
        if (observation.LatencySeconds is not { } seconds || !IsAmount(seconds)) return moments;
        var logarithm = Math.Log(Math.Clamp(seconds, ShortestSeconds, LongestSeconds));
        var censored = observation.Outcome is AttemptOutcome.TimedOut && moments.Weight > 0 && logarithm > moments.Mean;
        return censored || CameInFull(observation.Outcome) ? moments.After(logarithm, TimingRetention) : moments;
    }

    private static bool CameInFull(AttemptOutcome? outcome) => outcome is AttemptOutcome.Succeeded or AttemptOutcome.InvalidOutput;

    private static bool IsJudgement(Observation observation) => observation is { Score: { } score, Trust: > 0 } && double.IsFinite(score);

    private static bool IsAmount(double figure) => figure is >= 0 and <= BidCheck.LargestFigure;
}
