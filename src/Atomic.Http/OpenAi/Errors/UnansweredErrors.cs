using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.OpenAi.Errors;

/// <summary>
/// What is answered for a microtask that ended without an answer. Whether trying again can help decides the status: 429 where the money is spent, 503
/// where bidders are away for a while, 400 where the request itself rules them all out, 502 and 504 where models were asked in vain.
/// </summary>
internal static class UnansweredErrors
{
    /// <summary>The error.</summary>
    /// <param name="view">The microtask.</param>
    /// <param name="record">Its record, for the reasons; null where it is gone.</param>
    /// <param name="now">Now, for when to try again.</param>
    public static OpenAiError Of(MicrotaskView view, DecisionRecord? record, DateTimeOffset now)
    {
        var why = view.Detail ?? "The microtask ended without an answer.";
        return view.Status switch
        {
            // A budget renews by the hour at the soonest: no client waits so long by itself.
            MicrotaskStatus.NoAward when view.Refusal is { Code: MicrotaskRefusal.BudgetExhausted } refusal =>
                new OpenAiError(StatusCodes.Status429TooManyRequests, OpenAiErrorTypes.InsufficientQuota, "insufficient_quota", why) { RetryAfterSeconds = SecondsUntil(refusal.RenewsAt, now), IsFinal = true },
            MicrotaskStatus.NoAward => OfNoAward(why, record, now),
            MicrotaskStatus.Cancelled => new OpenAiError(StatusCodes.Status499ClientClosedRequest, OpenAiErrorTypes.InvalidRequest, "cancelled", why) { IsFinal = true },
            MicrotaskStatus.Running => new OpenAiError(
                StatusCodes.Status504GatewayTimeout, OpenAiErrorTypes.Server, "still_running", $"Microtask {view.Id} goes on, but is not waited for any longer; GET {MicrotaskJson.SelfPath("", view.Id)} has its answer once it is there.") { IsFinal = true },
            _ => OfFailure(why, record),
        };
    }

    private static OpenAiError OfNoAward(string why, DecisionRecord? record, DateTimeOffset now)
    {
        var away = record?.Book?.NoBids.Where(static noBid => IsTemporary(noBid.Reason)).ToList() ?? [];
        return away.Count > 0
            ? new OpenAiError(StatusCodes.Status503ServiceUnavailable, OpenAiErrorTypes.Server, "no_bidder_available", why)
            {
                RetryAfterSeconds = SecondsUntil(away.Min(static noBid => noBid.Until), now) ?? 1,
            }
            : new OpenAiError(StatusCodes.Status400BadRequest, OpenAiErrorTypes.InvalidRequest, "no_eligible_bidder", why);
    }

    // The house has tried the other bidders already: whoever tries again at once pays again for the same end.
    private static OpenAiError OfFailure(string why, DecisionRecord? record)
    {
        var late = record is { Attempts: [.., { Outcome: AttemptOutcome.TimedOut }] };
        return late
            ? new OpenAiError(StatusCodes.Status504GatewayTimeout, OpenAiErrorTypes.Server, "deadline_exceeded", why) { IsFinal = true }
            : new OpenAiError(StatusCodes.Status502BadGateway, OpenAiErrorTypes.Server, "attempts_failed", why) { IsFinal = true };
    }

    private static bool IsTemporary(NoBidReason reason) =>
        reason is NoBidReason.RateLimited or NoBidReason.Unavailable or NoBidReason.AtCapacity or NoBidReason.TimedOut or NoBidReason.Failed;

    private static int? SecondsUntil(DateTimeOffset? until, DateTimeOffset now) =>
        until is { } time ? (int)Math.Clamp(Math.Ceiling((time - now).TotalSeconds), 1, int.MaxValue) : null;
}
