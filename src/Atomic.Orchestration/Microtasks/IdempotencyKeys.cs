namespace Atomic.Orchestration.Microtasks;

/// <summary>The keys by which a repeated delivery is recognised.</summary>
public static class IdempotencyKeys
{
    /// <summary>Sent to the endpoint with an attempt.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="step">The plan's step.</param>
    /// <param name="ask">1 for the first asking, 2 where the bidder is asked again.</param>
    public static string OfAttempt(string microtaskId, int step, int ask = 1) => ask == 1 ? $"{microtaskId}/{step}" : $"{microtaskId}/{step}/{ask}";

    /// <summary>The learning id of a settlement.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    public static string OfSettlement(string microtaskId) => $"{microtaskId}/settlement";

    /// <summary>The learning id of a microtask's first judgement.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    public static string OfFeedback(string microtaskId) => $"{microtaskId}/feedback";
}
