namespace Atomic.Core.Explanations;

/// <summary>The award and how it came about.</summary>
public sealed record ExplainedAward
{
    /// <summary>The winner's id; null where no bid was eligible.</summary>
    public string? WinnerId { get; init; }

    /// <summary>The winner's model; null where no bid was eligible, or the record does not hold its bid.</summary>
    public string? Model { get; init; }

    /// <summary>The plan, for instance <c>Fallback(a, b)</c>; null where no bid was eligible.</summary>
    public string? Plan { get; init; }

    /// <summary>The plan's bidders in the order in which they may be asked.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>The first of the ranking, which is the winner unless exploration drew another.</summary>
    public string? FirstId { get; init; }

    /// <summary>The first of the ranking over the second; null where fewer than two bids were eligible.</summary>
    public ExplainedMargin? Margin { get; init; }

    /// <summary>By how much the winner came behind the first; null unless it was drawn.</summary>
    public ExplainedMargin? GivenUp { get; init; }

    /// <summary>Whether the winner is another than the first of the ranking.</summary>
    public required bool Explored { get; init; }

    /// <summary>Whether the policy allowed a draw among more than one candidate.</summary>
    public required bool DrawEnabled { get; init; }

    /// <summary>γ of the inverse-gap weighting.</summary>
    public double? Gamma { get; init; }

    /// <summary>How far the draw took candidates from their expected success probability towards the upper end; null where not at all.</summary>
    public double? Optimism { get; init; }

    /// <summary>How many candidates took part in the draw.</summary>
    public required int Candidates { get; init; }

    /// <summary>The seed: the first 16 hexadecimal digits of the SHA-256 of microtask id, policy and market version.</summary>
    public required string Seed { get; init; }

    /// <summary>The draw, 0 (inclusive) to 1 (exclusive).</summary>
    public double? Draw { get; init; }

    /// <summary>The probability with which the winner was drawn.</summary>
    public double? Propensity { get; init; }

    /// <summary>USD reserved: the most that the plan can cost.</summary>
    public double? ReservedUsd { get; init; }

    /// <summary>Seconds that were gone when the auction was cleared.</summary>
    public double? ElapsedSeconds { get; init; }

    /// <summary>USD left in the tightest budget; null where none applied.</summary>
    public double? BudgetLeftUsd { get; init; }

    /// <summary>The tightest budget's name; null where none applied.</summary>
    public string? BudgetName { get; init; }

    /// <summary>When that budget renews; null where none applied, or it does not.</summary>
    public DateTimeOffset? BudgetRenewsAt { get; init; }

    /// <summary>When the award was made.</summary>
    public DateTimeOffset? AwardedAt { get; init; }

    /// <summary>How the winner was chosen, in a few sentences, with how its earlier promises held where that is known.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }
}
