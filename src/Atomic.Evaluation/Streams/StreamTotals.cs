using System.Runtime.InteropServices;

namespace Atomic.Evaluation.Streams;

/// <summary>Sums over a part of a stream.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct StreamTotals
{
    /// <summary>Tasks.</summary>
    public int Tasks { get; private set; }

    /// <summary>Tasks whose answer was right.</summary>
    public int Right { get; private set; }

    /// <summary>What all calls cost in USD.</summary>
    public double CostUsd { get; private set; }

    /// <summary>The share of right answers, 0 to 1.</summary>
    public readonly double Accuracy => Right / (double)Math.Max(1, Tasks);

    /// <summary>USD per task.</summary>
    public readonly double CostPerTaskUsd => CostUsd / Math.Max(1, Tasks);

    /// <summary>Counts one task.</summary>
    /// <param name="isRight">Whether its answer was right.</param>
    /// <param name="costUsd">What it cost in USD.</param>
    public void Add(bool isRight, double costUsd)
    {
        Tasks++;
        Right += isRight ? 1 : 0;
        CostUsd += costUsd;
    }
}
