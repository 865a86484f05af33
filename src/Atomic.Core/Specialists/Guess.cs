using System.Runtime.InteropServices;

namespace Atomic.Core.Specialists;

/// <summary>What a classifier makes of one text.</summary>
/// <param name="Label">The likeliest label; null where no label was ever learned.</param>
/// <param name="Confidence">Its share of the softmax over all labels, 0 to 1. Not a probability of being right: see <see cref="ConfidenceModel"/>.</param>
/// <param name="RunnerUp">The share of the second likeliest label, 0 to 1; 0 where there is none.</param>
/// <param name="KnownShare">The share of the text, 0 to 1 by squared weight, that consists of features seen before.</param>
/// <param name="LabelExamples">How many examples of that label were learned.</param>
/// <param name="Examples">How many examples were learned in all.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Guess(string? Label, double Confidence, double RunnerUp, double KnownShare, long LabelExamples, long Examples);
