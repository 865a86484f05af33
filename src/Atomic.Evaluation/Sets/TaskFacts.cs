namespace Atomic.Evaluation.Sets;

/// <summary>What is known of a task when it is awarded, and nothing that is known only afterwards: no label, no subject, no outcome.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Input">The text.</param>
/// <param name="InputTokens">The text's length in tokens, for each model of the set in its order.</param>
public sealed record TaskFacts(string Id, string Kind, string Input, IReadOnlyList<int> InputTokens);
