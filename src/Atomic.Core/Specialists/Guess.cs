namespace Atomic.Core.Specialists;

/// <summary>What a classifier makes of one text.</summary>
/// <param name="Label">The likeliest label; null where no label was ever learned.</param>
/// <param name="Confidence">Its share of the softmax over all labels, 0 to 1. Not a probability of being right: see <see cref="ConfidenceCalibrator"/>.</param>
/// <param name="KnownShare">The share of the text, 0 to 1 by squared weight, that consists of features seen before.</param>
/// <param name="LabelExamples">How many examples of that label were learned.</param>
public readonly record struct Guess(string? Label, double Confidence, double KnownShare, long LabelExamples);
