using System.Runtime.InteropServices;

namespace Atomic.Evaluation.Metrics;

/// <summary>How much was right for how much.</summary>
/// <param name="Cost">The cost, in the unit of its curve; not negative.</param>
/// <param name="Accuracy">The share of right answers, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CurvePoint(double Cost, double Accuracy);
