using Atomic.Evaluation.Metrics;

namespace Atomic.Evaluation.Reports;

/// <summary>What streams of one target came to.</summary>
/// <param name="Target">The target, as a share of the best single model's cost.</param>
/// <param name="CostShare">What was spent, as such a share.</param>
/// <param name="Accuracy">The share of right answers.</param>
public sealed record AchievedPoint(double Target, MeanSd CostShare, MeanSd Accuracy);
