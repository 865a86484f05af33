namespace Atomic.Core.Explanations;

/// <summary>A limit that a bid fails.</summary>
/// <param name="Figure">Which.</param>
/// <param name="Actual">What it was; null where the record does not say.</param>
/// <param name="Needed">The value at which the bid just meets it.</param>
internal readonly record struct FailedLimit(CounterfactualFigure Figure, double? Actual, double Needed);
