using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Tests.Budgets;

public sealed class BudgetCheckTests
{
    [Fact]
    public void Problems_NamesEachAndNothing_AreFine() => BudgetCheck.Problems(
    [
        new BudgetOptions { Name = "everything", LimitUsd = 25 },
        new BudgetOptions { Name = "per tenant", Tenant = "*", Window = BudgetWindow.Day, LimitUsd = 0 },
        new BudgetOptions { Name = "acme's nightly emails", Tenant = "acme", Kind = "email-routing", Batch = "nightly", LimitUsd = 1 },
        new BudgetOptions { Name = "empty counts as left out", Tenant = "", Kind = "", Batch = "", LimitUsd = 1 },
    ]).ShouldBeEmpty();

    [Theory]
    [InlineData("Acme", null, null, "Tenant that cannot be")]
    [InlineData("acme*", null, null, "Tenant that cannot be")]
    [InlineData(null, "a b", null, "Kind that cannot be")]
    [InlineData(null, null, "**", "Batch that cannot be")]
    public void Problems_NameThatNobodyCanHave_IsNamedWithWhatToDo(string? tenant, string? kind, string? batch, string part)
    {
        var problem = BudgetCheck.Problems([new BudgetOptions { Name = "mine", Tenant = tenant, Kind = kind, Batch = batch, LimitUsd = 1 }]).ShouldHaveSingleItem();

        problem.ShouldContain("mine");
        problem.ShouldContain(part);
        problem.ShouldContain("* for each");
    }

    [Theory]
    [InlineData("", 1, BudgetWindow.None, "no name")]
    [InlineData("b", double.NaN, BudgetWindow.None, "LimitUsd")]
    [InlineData("b", -1, BudgetWindow.None, "LimitUsd")]
    [InlineData("b", 1e-12, BudgetWindow.None, "nano-dollar")]
    [InlineData("b", 1, (BudgetWindow)7, "Window")]
    public void Problems_UnusableFigure_IsNamed(string name, double limit, BudgetWindow window, string part) =>
        BudgetCheck.Problems([new BudgetOptions { Name = name, LimitUsd = limit, Window = window }]).ShouldHaveSingleItem().ShouldContain(part);

    [Fact]
    public void Problems_SameNameTwiceOrNameTooLong_IsNamed()
    {
        BudgetCheck.Problems([new BudgetOptions { Name = "b", LimitUsd = 1 }, new BudgetOptions { Name = "b", LimitUsd = 2 }]).ShouldHaveSingleItem().ShouldContain("more than one");
        BudgetCheck.Problems([new BudgetOptions { Name = new string('b', 101), LimitUsd = 1 }]).ShouldHaveSingleItem().ShouldContain("101 characters");
    }
}
