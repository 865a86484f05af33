using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Tests.Budgets;

public sealed class BudgetListingTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly HashSet<string> s_kinds = ["email"];

    [Theory]
    [InlineData(null, null, "acme", true)]
    [InlineData("*", null, "acme", true)]
    [InlineData("*", null, "other", false)]
    [InlineData("acme", "*", "other", false)]
    public void Concerns_AccountOfATenantOrOfAll_IsForThatTenantOrForAll(string? tenant, string? kind, string asks, bool expected) =>
        BudgetListing.Concerns(StateOf(new BudgetOptions { Name = "b", Tenant = tenant, Kind = kind, LimitUsd = 1 }, "email"), asks, s_kinds).ShouldBe(expected);

    [Fact]
    public void Concerns_AccountOfAKindThatAllShare_IsForThoseWhoHaveTheKind()
    {
        var options = new BudgetOptions { Name = "b", Kind = "*", LimitUsd = 1 };

        BudgetListing.Concerns(StateOf(options, "email"), "acme", s_kinds).ShouldBeTrue();
        BudgetListing.Concerns(StateOf(options, "secret-project"), "acme", s_kinds).ShouldBeFalse();
        BudgetListing.Concerns(StateOf(new BudgetOptions { Name = "b", Kind = "secret-project", LimitUsd = 1 }, "secret-project"), "acme", s_kinds).ShouldBeTrue();
    }

    [Fact]
    public void Of_MoreAccountsThanAreShown_ShowsTheFirst()
    {
        var budget = new Budget(new BudgetOptions { Name = "b", Kind = "*", LimitUsd = 1 });
        var kept = Enumerable.Range(0, 20).Select(i => budget.AccountOf(new BudgetScope("acme", $"kind-{i:00}", null), s_now));

        BudgetListing.Of([budget], kept, "acme", s_now, most: 3).Select(static state => state.Name).ShouldBe(["b (kind-00)", "b (kind-01)", "b (kind-02)"]);
    }

    private static BudgetState StateOf(BudgetOptions options, string kind) => new Budget(options).AccountOf(new BudgetScope("acme", kind, null), s_now).ToState();
}
