using Atomic.Core.Bids;
using Atomic.Core.Markets;
using Atomic.Core.Policies;

namespace Atomic.Core.Tests.Bids;

public sealed class EligibilityTests
{
    private static readonly Bidder Bidder = new()
    {
        Id = "mistral-eu",
        Model = "mistral",
        Source = BidderSource.OpenAiCompatible,
        Region = "eu",
        Tags = ["on-premises"],
        Kinds = ["routing", "labels"],
        Price = TokenPrice.Free,
        MaxInputTokens = 100,
    };

    [Fact]
    public void Check_NothingForbids_IsNull()
    {
        Eligibility.Check(Bidder, "routing", new Policy(), 100).ShouldBeNull();
        Eligibility.Check(Bidder, "labels", new Policy { Allow = ["mistral-eu"], Regions = ["us", "eu"], RequireTags = ["on-premises"], Deny = ["x"] }, 0).ShouldBeNull();
    }

    [Fact]
    public void Check_EverythingForbids_NamesTheFirstOfTheOrder()
    {
        var policy = new Policy { Deny = ["mistral-eu"], Allow = ["other"], Regions = ["us"], RequireTags = ["on-premises", "audited"] };

        Eligibility.Check(Bidder, "chat", policy, 101).ShouldBe(new NoBid("mistral-eu", NoBidReason.WrongKind, "It does routing, labels, not chat."));
        Eligibility.Check(Bidder, "routing", policy, 101).ShouldBe(new NoBid("mistral-eu", NoBidReason.NotAllowed, "The policy's deny list names it."));
        policy = policy with { Deny = [] };
        Eligibility.Check(Bidder, "routing", policy, 101).ShouldBe(new NoBid("mistral-eu", NoBidReason.NotAllowed, "The policy's allow list does not name it."));
        policy = policy with { Allow = [] };
        Eligibility.Check(Bidder, "routing", policy, 101).ShouldBe(new NoBid("mistral-eu", NoBidReason.WrongRegion, "It processes data in eu; the policy allows us."));
        policy = policy with { Regions = [] };
        Eligibility.Check(Bidder, "routing", policy, 101).ShouldBe(new NoBid("mistral-eu", NoBidReason.MissingTag, "It lacks the tag audited that the policy requires."));
        policy = policy with { RequireTags = [] };
        Eligibility.Check(Bidder, "routing", policy, 101).ShouldBe(new NoBid("mistral-eu", NoBidReason.InputTooLong, "The input has 101 tokens; it takes 100 at most."));
    }

    [Fact]
    public void Check_OutputSchemaAndABidderThatAnswersInProse_IsNotAsked()
    {
        var prose = Bidder with { NoStructuredOutput = true };

        Eligibility.Check(prose, "routing", new Policy { Deny = ["mistral-eu"] }, 1, hasOutputSchema: true)!.Reason.ShouldBe(NoBidReason.NoStructuredOutput);
        Eligibility.Check(prose, "routing", new Policy(), 1).ShouldBeNull();
        Eligibility.Check(Bidder, "routing", new Policy(), 1, hasOutputSchema: true).ShouldBeNull();
    }

    [Fact]
    public void Check_NameInAnotherCase_IsAnotherName() =>
        Eligibility.Check(Bidder, "routing", new Policy { Regions = ["EU"] }, 1)!.Reason.ShouldBe(NoBidReason.WrongRegion);

    [Fact]
    public void Check_BaseOfAVariantIsDenied_DeniesTheVariantToo()
    {
        var variant = Bidder with { Id = "mistral-eu:terse", Prompt = new PromptVariant { Of = "mistral-eu", Name = "terse" } };

        Eligibility.Check(variant, "routing", new Policy { Deny = ["mistral-eu"] }, 10)
            .ShouldBe(new NoBid("mistral-eu:terse", NoBidReason.NotAllowed, "The policy's deny list names mistral-eu, whose deployment it shares."));
        Eligibility.Check(variant, "routing", new Policy { Deny = ["mistral-eu:terse"] }, 10)!.Detail.ShouldBe("The policy's deny list names it.");
        Eligibility.Check(Bidder, "routing", new Policy { Deny = ["mistral-eu:terse"] }, 10).ShouldBeNull();
        Eligibility.Check(variant, "routing", new Policy { Allow = ["mistral-eu"] }, 10)!.Detail.ShouldBe("The policy's allow list does not name it.");
    }

    [Fact]
    public void Check_PolicyWithoutDemonstrations_DeniesWhoShowsSome()
    {
        var variant = Bidder with { Id = "mistral-eu:shown", Prompt = new PromptVariant { Of = "mistral-eu", Name = "shown", Demonstrations = 4 } };

        Eligibility.Check(variant, "routing", new Policy { Demonstrations = false }, 10)
            .ShouldBe(new NoBid("mistral-eu:shown", NoBidReason.NotAllowed, "It shows models verified examples of other microtasks; the policy allows no demonstrations."));
        Eligibility.Check(variant, "routing", new Policy(), 10).ShouldBeNull();
        Eligibility.Check(variant with { Prompt = variant.Prompt with { Demonstrations = null } }, "routing", new Policy { Demonstrations = false }, 10).ShouldBeNull();
    }
}
