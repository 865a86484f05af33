using System.Runtime.InteropServices;
using Atomic.Core.Bids;

namespace Atomic.Evaluation.Streams;

/// <summary>How bids held that said how many output tokens an answer has. The cost of an answer is its price at these, so its interval holds where theirs does.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct LengthPromises
{
    private double _logErrors;
    private double _logWidths;
    private int _within;

    /// <summary>Answers that were promised.</summary>
    public int Answers { get; private set; }

    /// <summary>The mean of |ln((actual + 1) / (expected + 1))|; 0 before the first answer.</summary>
    public readonly double AbsoluteLogError => _logErrors / Math.Max(1, Answers);

    /// <summary>The share of answers within p10 to p90, 0 to 1.</summary>
    public readonly double Covered => _within / (double)Math.Max(1, Answers);

    /// <summary>The mean of ln((p90 + 1) / (p10 + 1)).</summary>
    public readonly double LogWidth => _logWidths / Math.Max(1, Answers);

    /// <summary>Holds a promise against what came.</summary>
    /// <param name="promised">Output tokens, p10 to p90.</param>
    /// <param name="actual">Output tokens that came.</param>
    public void Add(Estimate promised, int actual)
    {
        Answers++;
        _logErrors += Math.Abs(Math.Log((actual + 1.0) / (promised.Expected + 1)));
        _logWidths += Math.Log((promised.High + 1) / (promised.Low + 1));
        if (actual >= promised.Low && actual <= promised.High) _within++;
    }
}
