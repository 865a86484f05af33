using Atomic.Evaluation.Metrics;

namespace Atomic.Evaluation.Takeover;

/// <summary>What became of inputs that belong to none of the kind's labels.</summary>
/// <param name="Tasks">How many there are in a stream.</param>
/// <param name="Answered">The share of them that the specialist answered, 0 to 1.</param>
/// <param name="Without">The figures of streams that have none of them.</param>
/// <param name="TeacherAccuracyWithout">The teacher's share of right answers there, 0 to 1.</param>
public sealed record OutOfScopeFigures(int Tasks, MeanSd Answered, TakeoverFigures Without, double TeacherAccuracyWithout);
