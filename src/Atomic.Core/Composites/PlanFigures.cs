using System.Runtime.InteropServices;
using Atomic.Core.Bids;

namespace Atomic.Core.Composites;

/// <summary>The figures of a composite plan's bid.</summary>
/// <param name="CostUsd">Cost in USD, p10 to p90.</param>
/// <param name="MostUsd">The most that its steps can cost together in USD, each asked once.</param>
/// <param name="LatencySeconds">Latency in seconds, p5 to p95.</param>
/// <param name="Success">Probability of a right answer with its 90% interval.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlanFigures(Estimate CostUsd, double MostUsd, Estimate LatencySeconds, Estimate Success);
