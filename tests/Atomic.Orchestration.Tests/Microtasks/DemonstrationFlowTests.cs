using Atomic.Core.Decisions;
using Atomic.Core.Demonstrations;
using Atomic.Core.Markets;
using Atomic.Core.Policies;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Microtasks;

/// <summary>Examples through the whole flow: what a bid chose is what every delivery of its attempts shows, and what is verified becomes an example under its rules.</summary>
public sealed class DemonstrationFlowTests
{
    private static readonly Demonstration Kept = new("Where is my parcel?", "shipping", new DemonstrationSource { MicrotaskId = "mt-a", Answer = "shipping", AcceptedAt = Samples.Now });
    private static readonly ShownDemonstration[] Chosen = [new("mt-gone", "00", null, 0.5), new("mt-a", Kept.Hash, "shipping", 1)];

    [Fact]
    public async Task Run_BidChoseExamples_ItsAttemptShowsThoseThatAreStillThere()
    {
        var demonstrations = new ScriptedDemonstrations(Kept);
        var bidder = Bidder();
        await using var house = await House.OpenAsync([bidder], demonstrations: demonstrations);

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        var (scope, asked) = demonstrations.Asked.ShouldHaveSingleItem();
        scope.ShouldBe("email-routing");
        asked.ShouldBe(Chosen, "as it was recorded with the bid");
        record.Book!.Bids.ShouldHaveSingleItem().Demonstrations.ShouldBe(Chosen);
        bidder.Calls.ShouldHaveSingleItem().Demonstrations.ShouldBe([new ChosenDemonstration(Kept, Chosen[1])]);
        record.Attempts.ShouldHaveSingleItem().Prompt!.Demonstrations.ShouldBe([Chosen[1]]);
    }

    [Fact]
    public async Task Run_AnotherTenant_IsAskedForWithinItsOwnScope()
    {
        var demonstrations = new ScriptedDemonstrations(Kept);
        await using var house = await House.OpenAsync([Bidder()], demonstrations: demonstrations);

        var accepted = await house.Service.SubmitAsync(Samples.Submission() with { Tenant = "acme" }, CancellationToken.None);
        accepted.TryGet(out var receipt, out _).ShouldBeTrue();
        await house.SettledRecordAsync(receipt!.Id, "acme");

        demonstrations.Asked.ShouldHaveSingleItem().Scope.ShouldBe("acme/email-routing");
    }

    [Theory]
    [InlineData(1, null, "shipping")]
    [InlineData(0, "billing", "billing")]
    [InlineData(0, null, null)]
    public async Task Feedback_OnAnAnswer_BecomesAnExampleUnderItsMicrotasksRules(double score, string? label, string? answer)
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("small")]);
        var view = await house.RunAsync(Samples.Submission(policy: new Policy { Explore = false, Regions = ["eu"], Deny = ["large"] }));
        await house.SettledRecordAsync(view.Id);

        await house.Service.AddFeedbackAsync(TenantName.Default, view.Id, new Feedback { Score = score, Label = label, ReceivedAt = Samples.Now }, CancellationToken.None);

        var example = house.Ports.Examples.ShouldHaveSingleItem();
        example.Source.ShouldBe(new DemonstrationSource { MicrotaskId = view.Id, Answer = answer, AcceptedAt = example.Source!.AcceptedAt, Regions = ["eu"], Deny = ["large"] });
        (view.SubmittedAt - example.Source.AcceptedAt).Duration().ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Feedback_PolicyWithoutDemonstrations_TeachesButIsNeverShown()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("small")]);
        var view = await house.RunAsync(Samples.Submission(policy: new Policy { Explore = false, Demonstrations = false }));
        await house.SettledRecordAsync(view.Id);

        await house.Service.AddFeedbackAsync(TenantName.Default, view.Id, new Feedback { Score = 1, ReceivedAt = Samples.Now }, CancellationToken.None);

        var example = house.Ports.Examples.ShouldHaveSingleItem();
        (example.Label, example.Source).ShouldBe(("shipping", null));
    }

    [Fact]
    public async Task Verify_LabelHolds_BecomesAnExampleToo()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("small")]);

        var view = await house.RunAsync(Samples.Submission() with { Verify = [new Core.Verifiers.LabelVerifier { Expected = "shipping" }] });
        await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        house.Ports.Examples.ShouldHaveSingleItem().Source!.Answer.ShouldBe("shipping");
    }

    private static ScriptedBidder Bidder() => new(Samples.Bidder("small:shown") with { Prompt = new PromptVariant { Of = "small", Name = "shown", Demonstrations = 4 } })
    {
        OnBid = static (_, _) => new(BidReply.Of(Samples.Bid("small:shown") with { Demonstrations = Chosen })),
        OnExecute = static (call, _) => Task.FromResult(ScriptedBidder.Answer("shipping") with { Prompt = new SentPrompt { Variant = "shown", Demonstrations = [.. call.Demonstrations.Select(static one => one.Shown)] } }),
    };
}
