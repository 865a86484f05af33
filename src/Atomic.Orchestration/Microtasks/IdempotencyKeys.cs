namespace Atomic.Orchestration.Microtasks;

/// <summary>The keys by which a repeated delivery is recognised.</summary>
public static class IdempotencyKeys
{
    /// <summary>Sent to the endpoint with an attempt.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="step">The plan's step.</param>
    /// <param name="ask">1 for the first asking, 2 where the bidder is asked again.</param>
    public static string OfAttempt(string microtaskId, int step, int ask = 1) => ask == 1 ? $"{microtaskId}/{step}" : $"{microtaskId}/{step}/{ask}";

    /// <summary>Sent to the endpoint that embeds the input.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    public static string OfEmbedding(string microtaskId) => $"{microtaskId}/embedding";

    /// <summary>The learning id of a settlement.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    public static string OfSettlement(string microtaskId) => $"{microtaskId}/settlement";

    /// <summary>The learning id of a judgement of a microtask's answer, whoever made it.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="place">Its place among the judgements; 0 for the first.</param>
    public static string OfFeedback(string microtaskId, int place = 0) => place == 0 ? $"{microtaskId}/feedback" : $"{microtaskId}/feedback/{place}";

    /// <summary>The learning id of the verdicts on answers that were refused, where none was accepted.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    public static string OfVerdict(string microtaskId) => $"{microtaskId}/verdict";

    /// <summary>The idempotency key of the microtask that judges another's answer.</summary>
    /// <param name="microtaskId">The id of the one that is judged.</param>
    public static string OfJudge(string microtaskId) => $"{microtaskId}/judge";
}
