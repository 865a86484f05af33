namespace Atomic.Core.WhatIf;

/// <summary>What the target policy would have given, by one estimator.</summary>
/// <param name="Would">The mean per microtask.</param>
/// <param name="Difference">How much more than what was; estimated by itself, microtask by microtask, so that what both policies share of chance is not in it. Doubly robust it is therefore not to the last digit what would have been less what was.</param>
public sealed record PolicyEstimate(ConfidenceInterval Would, ConfidenceInterval Difference);
