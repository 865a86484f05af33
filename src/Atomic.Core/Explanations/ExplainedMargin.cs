namespace Atomic.Core.Explanations;

/// <summary>By how much one bid came ahead of another.</summary>
/// <param name="BidderId">The bid ahead.</param>
/// <param name="OverBidderId">The bid behind.</param>
/// <param name="Criterion">The criterion that decided.</param>
/// <param name="Amount">The difference in the criterion's unit, not negative; 0 for the order of ids.</param>
/// <param name="Sentence">The same in one sentence.</param>
public sealed record ExplainedMargin(string BidderId, string OverBidderId, Criterion Criterion, double? Amount, string Sentence);
