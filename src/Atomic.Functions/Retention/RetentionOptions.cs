namespace Atomic.Functions.Retention;

/// <summary>How long what has ended is kept, section <c>Atomic:Retention</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Atomic:Retention";

    /// <summary>Days that a microtask is kept after its end; 0 to 3,650, default 30. 0: for ever.</summary>
    public double Days { get; set; } = 30;

    /// <summary>How many microtasks one run of the purge takes at most; 1 to 1,000, default 500.</summary>
    public int MaxPerRun { get; set; } = 500;

    /// <summary>How many seconds one run of the purge takes at most, but for what it is at; 1 to 240, default 60.</summary>
    public int MaxSecondsPerRun { get; set; } = 60;

    /// <summary>What is wrong with the settings, a sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (Days is not (>= 0 and <= 3_650))
            problems.Add($"{Section}:Days is {Days}; set it to 0 to 3650 days, 0 for ever.");
        if (MaxPerRun is < 1 or > 1_000)
            problems.Add($"{Section}:MaxPerRun is {MaxPerRun}; set it to 1 to 1000.");
        if (MaxSecondsPerRun is < 1 or > 240)
            problems.Add($"{Section}:MaxSecondsPerRun is {MaxSecondsPerRun}; set it to 1 to 240 seconds.");
        return problems;
    }
}
