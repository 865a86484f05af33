using Atomic.Core.Auctions;
using Atomic.Core.Plans;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Options;

/// <summary>Settings of the flow, section <c>Atomic:Orchestration</c>.</summary>
public sealed class OrchestrationOptions
{
    /// <summary>How bids are collected; default <see cref="BidFanOut.Grouped"/>.</summary>
    public BidFanOut FanOut { get; set; } = BidFanOut.Grouped;

    /// <summary>How long a bidder has to bid, in milliseconds; 1 to 60,000, default 250.</summary>
    public int BidTimeLimitMs { get; set; } = 250;

    /// <summary>The deadline in seconds where the policy has none; 0.1 to 3,600, default 120.</summary>
    public double DefaultDeadlineSeconds { get; set; } = 120;

    /// <summary>How long one attempt may take in seconds at most; 0.1 to 3,600, default 60.</summary>
    public double MaxAttemptSeconds { get; set; } = 60;

    /// <summary>Answers above that many bytes of JSON travel by reference; 256 to 32,768, default 32,768.</summary>
    public int MaxInlineOutputBytes { get; set; } = PayloadReference.MaxInlineBytes;

    /// <summary>When answers in free text count as equal, for plans that compare answers; default <see cref="TextAgreement.Normalized"/>.</summary>
    public TextAgreement TextAgreement { get; set; }

    /// <summary>
    /// Whether plans that compare answers may bid for answers in free text; default false, since two texts seldom say the same in the same words. Answers
    /// under an output schema are always compared.
    /// </summary>
    public bool AgreeOnText { get; set; }

    /// <summary>γ0 of the exploration schedule <c>γ = γ0·√(1 + n)</c> with n the version of the kind's track record; 0 to 1,000,000, default 100. Higher explores less.</summary>
    public double ExplorationGamma { get; set; } = ExplorationSchedule.DefaultInitial;

    /// <summary>How far a candidate of a draw is taken from its expected success probability towards the upper end of what is known; 0 to 1, default 0.5. Higher tries new bidders more.</summary>
    public double ExplorationOptimism { get; set; } = ExplorationSchedule.DefaultOptimism;

    /// <summary>What is wrong with the settings, a sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        if (BidTimeLimitMs is < 1 or > 60_000)
            problems.Add($"Atomic:Orchestration:BidTimeLimitMs is {BidTimeLimitMs}; set it to 1 to 60000 milliseconds.");
        if (DefaultDeadlineSeconds is not (>= 0.1 and <= 3_600))
            problems.Add($"Atomic:Orchestration:DefaultDeadlineSeconds is {DefaultDeadlineSeconds}; set it to 0.1 to 3600 seconds.");
        if (MaxAttemptSeconds is not (>= 0.1 and <= 3_600))
            problems.Add($"Atomic:Orchestration:MaxAttemptSeconds is {MaxAttemptSeconds}; set it to 0.1 to 3600 seconds.");
        if (MaxInlineOutputBytes is < 256 or > PayloadReference.MaxInlineBytes)
            problems.Add($"Atomic:Orchestration:MaxInlineOutputBytes is {MaxInlineOutputBytes}; set it to 256 to {PayloadReference.MaxInlineBytes} bytes.");
        if (!Enum.IsDefined(TextAgreement))
            problems.Add($"Atomic:Orchestration:TextAgreement is {TextAgreement}; set it to Normalized, Exact or None.");
        if (ExplorationGamma is not (>= 0 and <= 1_000_000))
            problems.Add($"Atomic:Orchestration:ExplorationGamma is {ExplorationGamma}; set it to 0 to 1000000.");
        if (ExplorationOptimism is not (>= 0 and <= 1))
            problems.Add($"Atomic:Orchestration:ExplorationOptimism is {ExplorationOptimism}; set it to 0 to 1.");
        return problems;
    }
}
