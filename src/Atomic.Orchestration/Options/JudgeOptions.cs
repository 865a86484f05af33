namespace Atomic.Orchestration.Options;

/// <summary>How judges are asked, section <c>Atomic:Verification:Judge</c>. Their budget is that of their kind, <c>judge.KIND</c>.</summary>
public sealed class JudgeOptions
{
    /// <summary>How long a judge has, in seconds; 0.1 to 300, default 30.</summary>
    public double DeadlineSeconds { get; set; } = 30;

    /// <summary>What one judgement may cost at most, in USD; null: what the policy of the judged microtask says.</summary>
    public double? MaxCostUsd { get; set; }

    /// <summary>How many judges are asked at once; further answers are not judged. 1 to 1,000, default 8.</summary>
    public int MaxConcurrent { get; set; } = 8;

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (DeadlineSeconds is not (>= 0.1 and <= 300))
            yield return $"Atomic:Verification:Judge:DeadlineSeconds is {DeadlineSeconds}; set it to 0.1 to 300 seconds.";
        if (MaxCostUsd is not (null or (>= 0 and <= 1_000_000)))
            yield return $"Atomic:Verification:Judge:MaxCostUsd is {MaxCostUsd}; set it to 0 to 1000000 US dollars.";
        if (MaxConcurrent is < 1 or > 1_000)
            yield return $"Atomic:Verification:Judge:MaxConcurrent is {MaxConcurrent}; set it to 1 to 1000.";
    }
}
