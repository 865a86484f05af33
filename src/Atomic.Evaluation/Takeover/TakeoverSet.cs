namespace Atomic.Evaluation.Takeover;

/// <summary>Tasks that one teacher has answered, or whose labels alone are known: then the label is the teacher.</summary>
public sealed record TakeoverSet
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its figures come from; null where it does not say.</summary>
    public string? Source { get; init; }

    /// <summary>The teacher's name.</summary>
    public required string Teacher { get; init; }

    /// <summary>Whether the teacher is the gold label itself.</summary>
    public bool IsGoldTeacher { get; init; }

    /// <summary>What the teacher costs per task in USD, on average; 0 where it is not known.</summary>
    public double TeacherCostUsd { get; init; }

    /// <summary>The tasks; one at least.</summary>
    public required IReadOnlyList<TakeoverTask> Tasks { get; init; }

    /// <summary>Tasks that were left out because the teacher has no judged answer to them.</summary>
    public int LeftOut { get; init; }

    /// <summary>The share of tasks on which the teacher is right, 0 to 1.</summary>
    public double TeacherAccuracy => Tasks.Count(static task => task.IsTeacherRight) / (double)Tasks.Count;

    /// <summary>The tasks of a stream in the order that a seed gives; the same one gives the same order on any machine.</summary>
    /// <param name="seed">The seed.</param>
    public TakeoverTask[] Shuffled(int seed)
    {
        var order = Tasks.ToArray();
        new Random(seed).Shuffle(order);
        return order;
    }
}
