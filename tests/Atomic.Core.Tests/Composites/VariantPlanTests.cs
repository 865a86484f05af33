using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Markets;
using Atomic.Core.Plans;
using CsCheck;

namespace Atomic.Core.Tests.Composites;

/// <summary>What plans make of several prompts of one deployment.</summary>
public sealed class VariantPlanTests
{
    [Fact]
    public void Clear_AnyMarketWithVariants_NoCompositePlanHasTwoPromptsOfOneDeployment() =>
        PlanCases.AnyRequest.Sample(static request =>
        {
            var bids = WithVariants(request.Book.Bids);
            var award = Auction.Clear(request with { Book = request.Book with { Bids = bids } });
            var deployments = bids.ToDictionary(static bid => bid.BidderId, static bid => bid.Deployment);

            foreach (var plan in award.PlanBids)
                plan.Plan!.Steps.Select(step => deployments[step]).ShouldBeUnique(plan.BidderId);
        }, iter: 500);

    [Fact]
    public void Clear_AnyMarketWithVariants_EveryDeploymentComesBeforeItsSecondPrompt() =>
        PlanCases.AnyRequest.Sample(static request =>
        {
            var bids = WithVariants(request.Book.Bids);
            var award = Auction.Clear(request with { PlanForms = [], BudgetLeftUsd = null, Policy = request.Policy with { MaxCostUsd = null, MaxAttempts = 8 }, Book = request.Book with { Bids = bids } });
            if (award.Plan is not FallbackPlan plan) return;
            var deployments = plan.Steps.Select(step => bids.Single(bid => bid.BidderId == step).Deployment).ToList();
            var ranked = award.Ranking.Select(bid => bids.Single(other => other.BidderId == bid.BidderId).Deployment).Distinct().Count();

            deployments.Take(Math.Min(ranked, deployments.Count)).ShouldBeUnique();
            plan.Steps.ShouldBeUnique();
            plan.Steps.Count.ShouldBe(Math.Min(8, award.Ranking.Count));
        }, iter: 500);

    [Fact]
    public void Clear_VariantRankedSecond_IsTheLastResort()
    {
        Bid[] bids = [PlanCases.Bid("large", 0.001, 1, 0.8), PlanCases.Bid("small", 0.001, 1, 0.9), Of("small", PlanCases.Bid("small:stepwise", 0.001, 1, 0.85))];
        var request = PlanCases.Request(bids, null) with { PlanForms = [] };

        Auction.Clear(request).Plan.ShouldBe(new FallbackPlan(["small", "large", "small:stepwise"]));
        Auction.Clear(request with { Book = request.Book with { Bids = [.. bids.Select(static bid => bid with { Prompt = null })] } }).Plan
            .ShouldBe(new FallbackPlan(["small", "small:stepwise", "large"]), "records from before this was kept are recomputed as they were");
    }

    [Fact]
    public void Clear_VariantMorePromising_StandsForItsDeploymentInPlans()
    {
        Bid[] bids =
        [
            PlanCases.Bid("large", 0.004, 1, 0.9), PlanCases.Bid("other", 0.0001, 1, 0.7),
            PlanCases.Bid("small", 0.0001, 1, 0.6), Of("small", PlanCases.Bid("small:stepwise", 0.0001, 1, 0.75)),
        ];

        Auction.Clear(PlanCases.Request(bids, [])).PlanBids.Where(static bid => bid.Plan is AgreePlan).ShouldHaveSingleItem().Plan!.Steps.ShouldBe(["other", "small:stepwise", "large"]);
    }

    private static Bid Of(string id, Bid bid) => bid with { Prompt = new PromptVariant { Of = id, Name = "stepwise", TextHash = "0" } };

    // Every second bid becomes a variant of the one before it.
    private static Bid[] WithVariants(IReadOnlyList<Bid> bids) => [.. bids.Select((bid, i) => i % 2 == 0 ? bid : Of(bids[i - 1].BidderId, bid))];
}
