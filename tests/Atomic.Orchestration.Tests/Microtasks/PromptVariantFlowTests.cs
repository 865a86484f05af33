using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Core.Policies;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Microtasks;

/// <summary>A prompt variant through the whole flow: it bids by its base's record, its prompt is recorded, and what it did is its own.</summary>
public sealed class PromptVariantFlowTests
{
    private static readonly PromptVariant Prompt = new() { Of = "small", Name = "stepwise", TextHash = "4f1c" };

    [Fact]
    public async Task Run_VariantWins_RecordsItsPromptAndLearnsForItAlone()
    {
        var (small, variant) = Market();
        variant.OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Answer("shipping") with { Prompt = new SentPrompt { Variant = "stepwise", TextHash = "4f1c", Text = "Think. {instructions}" } });
        await using var house = await House.OpenAsync([small, variant]);
        await house.Ports.LearnAsync("before", "email-routing", new Observations([new Observation { BidderId = "small", Outcome = AttemptOutcome.Succeeded, Score = 1, CostUsd = 0.5 }]), CancellationToken.None);

        var view = await house.RunAsync(Samples.Submission(policy: new Policy { Explore = false, Allow = ["small:stepwise"] }));
        var record = await house.SettledRecordAsync(view.Id);

        var invitation = variant.Invitations.ShouldHaveSingleItem();
        invitation.TrackRecord.ShouldBe(TrackRecord.Empty);
        invitation.RecordOfBase!.SpentUsd.ShouldBe(0.5);
        record.Book!.Bids.ShouldHaveSingleItem().Prompt.ShouldBe(Prompt);
        record.Attempts.ShouldHaveSingleItem().Prompt.ShouldBe(new SentPrompt { Variant = "stepwise", TextHash = "4f1c", Text = "Think. {instructions}" });
        var learned = await ((ITrackRecordStore)house.Ports).GetAsync("email-routing", CancellationToken.None);
        (learned.Of("small").Attempts, learned.Of("small:stepwise").Attempts).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Run_NoVariant_HasNoRecordOfABase()
    {
        var (small, variant) = Market();
        await using var house = await House.OpenAsync([small, variant]);

        await house.RunAsync(Samples.Submission());

        small.Invitations.ShouldHaveSingleItem().RecordOfBase.ShouldBeNull();
        variant.Invitations.ShouldHaveSingleItem().RecordOfBase.ShouldBe(TrackRecord.Empty);
    }

    [Fact]
    public async Task Run_BaseIsDenied_NeverAsksTheVariant()
    {
        var (small, variant) = Market();
        await using var house = await House.OpenAsync([small, variant, new ScriptedBidder("large")]);

        var view = await house.RunAsync(Samples.Submission(policy: new Policy { Explore = false, Deny = ["small"] }));

        view.Award!.Bidder.ShouldBe("large");
        variant.Invitations.ShouldBeEmpty();
        (await house.SettledRecordAsync(view.Id)).Book!.NoBids.Select(static noBid => (noBid.BidderId, noBid.Reason))
            .ShouldBe([("small", NoBidReason.NotAllowed), ("small:stepwise", NoBidReason.NotAllowed)]);
    }

    [Fact]
    public async Task Run_EndpointReportsNoUsage_BooksThePromptThatWasBidFor()
    {
        var (small, variant) = Market();
        variant.OnBid = static (_, _) => new(BidReply.Of(Samples.Bid("small:stepwise") with { Evidence = new BidEvidence { Basis = "prior", InputTokens = 1_000_000, ExpectedOutputTokens = 5 } }));
        variant.OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Answer("shipping") with { InputTokens = null, OutputTokens = null });
        await using var house = await House.OpenAsync([small, variant]);

        var view = await house.RunAsync(Samples.Submission(policy: new Policy { Explore = false, Allow = ["small:stepwise"] }));

        view.CostUsd.ShouldBe(1, 0.001, "a million tokens at a dollar");
    }

    private static (ScriptedBidder Small, ScriptedBidder Variant) Market() =>
        (new ScriptedBidder("small"), new ScriptedBidder(Samples.Bidder("small:stepwise") with { Prompt = Prompt })
        {
            OnBid = static (_, _) => new(BidReply.Of(Samples.Bid("small:stepwise") with { Prompt = Prompt })),
        });
}
