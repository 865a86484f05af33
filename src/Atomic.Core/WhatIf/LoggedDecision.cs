using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Core.WhatIf;

/// <summary>A recorded decision, as far as it tells what another policy would have made of the same bids.</summary>
public sealed record LoggedDecision
{
    /// <summary>The microtask's id.</summary>
    public required string MicrotaskId { get; init; }

    /// <summary>Its kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The length of its prompt in tokens.</summary>
    public int InputTokens { get; init; }

    /// <summary>The policy under which it was awarded.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The bids.</summary>
    public required BidBook Book { get; init; }

    /// <summary>The award, with the probability of every bid in the ranking.</summary>
    public required Award Award { get; init; }

    /// <summary>The forms of composite plans that the microtask itself admits, whatever a policy says.</summary>
    public IReadOnlyList<PlanForm> AdmittedForms { get; init; } = [];

    /// <summary>What came of it.</summary>
    public required DecisionOutcome Outcome { get; init; }

    /// <summary>The id of the bid that won; <see cref="NoWinner"/> where none was eligible.</summary>
    public string WinnerId => Award.WinnerId ?? Award.Plan?.Steps[0] ?? NoWinner; // histories from before winners were kept have the plan alone

    /// <summary>What stands for the winner where there was no award: not awarding is an outcome of its own, which costs nothing and answers nothing.</summary>
    public const string NoWinner = "";

    /// <summary>Whether that id stands for no award.</summary>
    /// <param name="id">A winner's id.</param>
    internal static bool IsNoWinner(string id) => id.Length == 0;
}
