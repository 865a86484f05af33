using Atomic.Core.Bids;
using Atomic.Core.Contexts;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Tests.Composites;

namespace Atomic.Core.Tests.Learning;

public sealed class AttemptMeasuresTests
{
    private static readonly Attempt s_answered = new()
    {
        Step = 0, BidderId = "a", Model = "model", IdempotencyKey = "key", Outcome = AttemptOutcome.Succeeded, CostUsd = 0.1, LatencySeconds = 2, InputTokens = 33, OutputTokens = 40,
    };

    private static readonly Bid s_bid = PlanCases.Bid("a", 0.1, 1, 0.5) with { Evidence = new BidEvidence { Basis = BidBasis.Prior, InputTokens = 30 } };

    [Fact]
    public void Of_AnswerInFull_ItsLengthAndLatencyAtThePromptThatWasBid()
    {
        AttemptMeasures.Of([s_answered], [s_bid]).ShouldBe([new ContextMeasure("a", 30, 40, 2)]);
        AttemptMeasures.Of([s_answered with { Outcome = AttemptOutcome.InvalidOutput }], null).ShouldBe([new ContextMeasure("a", 33, 40, 2)]);
        AttemptMeasures.Of([s_answered with { OutputTokens = null }], [s_bid]).ShouldBe([new ContextMeasure("a", 30, null, 2)]);
        AttemptMeasures.Of([s_answered with { LatencySeconds = 0 }], [s_bid]).ShouldBe([new ContextMeasure("a", 30, 40, null)]);
    }

    [Fact]
    public void Of_TimedOut_AtLeastWhatWasWaited() =>
        AttemptMeasures.Of([s_answered with { Outcome = AttemptOutcome.TimedOut }], [s_bid]).ShouldBe([new ContextMeasure("a", 30, null, 2, IsAtLeast: true)]);

    [Fact]
    public void Of_WhatSaysNothingOfTheInput_Nothing()
    {
        AttemptMeasures.Of([s_answered with { Ask = 2 }, s_answered with { Requests = 0 }, s_answered with { Outcome = AttemptOutcome.Cancelled }, s_answered with { Outcome = AttemptOutcome.ServerError }], [s_bid]).ShouldBeEmpty();
        AttemptMeasures.Of([s_answered with { LatencySeconds = double.NaN, OutputTokens = -1 }], [s_bid]).ShouldBeEmpty();
        AttemptMeasures.Of([s_answered], [s_bid with { Evidence = s_bid.Evidence with { Basis = "specialist" } }]).ShouldBeEmpty();
        AttemptMeasures.Of([s_answered with { InputTokens = null }], null).ShouldBeEmpty();
    }
}
