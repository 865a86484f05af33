using Atomic.Core.Plans;
using Atomic.Evaluation.Metrics;

namespace Atomic.Evaluation.Baselines;

/// <summary>A plan that is executed for every task, whatever it is.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Point">What it costs per task in USD, and how often it is right.</param>
public sealed record FixedPlan(Plan Plan, CurvePoint Point);
