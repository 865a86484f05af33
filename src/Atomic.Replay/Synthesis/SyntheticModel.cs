namespace Atomic.Replay.Synthesis;

/// <summary>
/// A made-up model of stated skill, price and speed. Its name starts with <c>sim-</c>, so that nobody takes it for a real one.
/// </summary>
public sealed record SyntheticModel
{
    /// <summary>What every synthetic model's name starts with.</summary>
    public const string NamePrefix = "sim-";

    /// <summary>The name, starting with <see cref="NamePrefix"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Expected share of right answers by kind, each 0 to 1.</summary>
    public IReadOnlyDictionary<string, double> SkillByKind { get; init; } = new Dictionary<string, double>();

    /// <summary>Expected share of right answers, 0 to 1, on kinds that <see cref="SkillByKind"/> does not list; null to refuse such tasks.</summary>
    public double? DefaultSkill { get; init; }

    /// <summary>US dollars per million input tokens, at least 0.</summary>
    public required double InputUsdPerMTok { get; init; }

    /// <summary>US dollars per million output tokens, at least 0.</summary>
    public required double OutputUsdPerMTok { get; init; }

    /// <summary>Median latency in milliseconds, above 0.</summary>
    public required double LatencyMsP50 { get; init; }

    /// <summary>95th percentile of the latency in milliseconds, at least the median.</summary>
    public required double LatencyMsP95 { get; init; }

    /// <summary>Output tokens billed per token of the answer's text, at least 1; default 1. More stands for reasoning that is billed but not shown.</summary>
    public double Verbosity { get; init; } = 1;

    /// <summary>What is wrong with these values, one sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        Check(Name.StartsWith(NamePrefix, StringComparison.Ordinal) && Name.Length > NamePrefix.Length, $"its name must start with '{NamePrefix}' and go on");
        foreach (var (kind, skill) in SkillByKind)
            Check(skill is >= 0 and <= 1, $"its skill for '{kind}' is {skill}; it must be from 0 to 1");
        Check(DefaultSkill is null or (>= 0 and <= 1), $"its default skill is {DefaultSkill}; it must be from 0 to 1");
        Check(IsAmount(InputUsdPerMTok) && IsAmount(OutputUsdPerMTok), "its prices must be at least 0");
        Check(IsAmount(LatencyMsP50) && LatencyMsP50 > 0, $"its median latency is {LatencyMsP50} ms; it must be above 0");
        Check(IsAmount(LatencyMsP95) && LatencyMsP95 >= LatencyMsP50, $"its p95 latency is {LatencyMsP95} ms, below its median");
        Check(IsAmount(Verbosity) && Verbosity >= 1, $"its verbosity is {Verbosity}; it must be at least 1");
        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
                problems.Add($"Synthetic model '{Name}': {problem}.");
        }
    }

    internal double? SkillFor(string kind) => SkillByKind.TryGetValue(kind, out var skill) ? skill : DefaultSkill;

    private static bool IsAmount(double value) => double.IsFinite(value) && value >= 0;
}
