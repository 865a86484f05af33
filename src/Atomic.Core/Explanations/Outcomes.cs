using Atomic.Core.Decisions;

namespace Atomic.Core.Explanations;

/// <summary>Tells how attempts end.</summary>
internal static class Outcomes
{
    /// <summary>The outcome as the end of a sentence about an attempt.</summary>
    /// <param name="outcome">The outcome.</param>
    public static string Told(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Succeeded => "succeeded",
        AttemptOutcome.TimedOut => "timed out",
        AttemptOutcome.RateLimited => "was turned away by a rate limit",
        AttemptOutcome.Unreachable => "did not reach its endpoint",
        AttemptOutcome.ServerError => "ended in a server error",
        AttemptOutcome.Rejected => "was rejected by its endpoint",
        AttemptOutcome.MalformedResponse => "brought a malformed response",
        AttemptOutcome.InvalidOutput => "brought an invalid answer",
        AttemptOutcome.Declined => "was declined by the model",
        AttemptOutcome.Cancelled => "was cancelled",
        _ => "failed",
    };
}
