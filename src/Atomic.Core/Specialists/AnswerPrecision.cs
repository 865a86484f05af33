using System.Runtime.InteropServices;
using Atomic.Core.Bids;

namespace Atomic.Core.Specialists;

/// <summary>How often a specialist is right that answers whatever it believes in at least as much.</summary>
/// <param name="Share">The share of right answers; its lower end is <see cref="PrecisionRecord.LowerBoundDeviations"/> below it, its upper end as far above.</param>
/// <param name="Outcomes">How many outcomes of equal weight it rests on, what was believed beforehand not counted.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AnswerPrecision(Estimate Share, double Outcomes)
{
    /// <summary>Where nothing is known.</summary>
    public static AnswerPrecision Unknown { get; } = new(new Estimate(0.5, 0, 1), 0);
}
