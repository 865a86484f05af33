namespace Atomic.Orchestration.Microtasks;

/// <summary>The keys by which a repeated delivery is recognised.</summary>
public static class IdempotencyKeys
{
    /// <summary>Sent to the endpoint with an attempt.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="step">The plan's step.</param>
    public static string OfAttempt(string microtaskId, int step) => $"{microtaskId}/{step}";

    /// <summary>The learning id of a settlement.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    public static string OfSettlement(string microtaskId) => $"{microtaskId}/settlement";

    /// <summary>The learning id of a microtask's first judgement.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    public static string OfFeedback(string microtaskId) => $"{microtaskId}/feedback";
}
