using System.Runtime.InteropServices;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;

namespace Atomic.Core.WhatIf;

/// <summary>How right an answer was found, all judgements of it taken together.</summary>
/// <param name="Right">0 (wrong) to 1 (right).</param>
/// <param name="Trust">How much that weighs, above 0 and up to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct JudgedRightness(double Right, double Trust)
{
    /// <summary>What the judgements come to, weighed as they were learned (<see cref="JudgementWeight"/>); null where none has a weight.</summary>
    /// <param name="judgements">The judgements of one answer in order of arrival.</param>
    public static JudgedRightness? Of(IReadOnlyList<Feedback> judgements)
    {
        var (right, trust) = (0d, 0d);
        for (var i = 0; i < judgements.Count; i++)
        {
            if (!double.IsFinite(judgements[i].Score)) continue;
            var weight = JudgementWeight.Of(judgements, i);
            right += weight * Math.Clamp(judgements[i].Score, 0, 1);
            trust += weight;
        }

        return trust > 0 ? new JudgedRightness(right / trust, Math.Min(trust, 1)) : null;
    }
}
