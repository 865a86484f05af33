using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Budgets;
using Atomic.Storage.Sqlite.Tests.Stores;

namespace Atomic.Storage.Sqlite.Tests.Budgets;

/// <summary>The ledger stays bounded, whatever names callers make up.</summary>
public sealed class BudgetLedgerTests
{
    private static readonly DateTimeOffset s_now = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TryReserve_AsManyAccountsAsAreKept_RefusesAnotherUntilOneLeaves()
    {
        var ledger = new BudgetLedger([new BudgetOptions { Name = "batches", Batch = "*", LimitUsd = 1 }], mostAccounts: 2);
        ledger.TryReserve("a", Batch("a"), 1, s_now).ShouldNotBeNull();
        ledger.TryReserve("b", Batch("b"), 1, s_now).ShouldNotBeNull();
        ledger.TryReserve("c", Batch("c"), 1, s_now).ShouldBeNull();
        ledger.Tightest(Batch("c"), s_now)!.ShouldSatisfyAllConditions(
            static full => full.LeftUsd.ShouldBe(0),
            static full => full.Name.ShouldBe("batches (c), which has no room for another account"));
        ledger.TryReserve("a2", Batch("a"), 1, s_now).ShouldNotBeNull();
        ledger.Release("b").ShouldNotBeNull();
        ledger.Sweep(s_now);
        ledger.TryReserve("c", Batch("c"), 1, s_now).ShouldNotBeNull();
    }

    [Fact]
    public void Sweep_WindowEndedADayAgo_ForgetsTheAccountUnlessSomethingIsReserved()
    {
        var ledger = new BudgetLedger([new BudgetOptions { Name = "hourly", Window = BudgetWindow.Hour, LimitUsd = 1 }], mostAccounts: 1);
        ledger.TryReserve("late", Batch("a"), 5, s_now).ShouldNotBeNull();
        ledger.Book(Batch("a"), 5, s_now, s_now);
        ledger.Sweep(s_now.AddHours(30)).ShouldBeFalse();
        ledger.List(null, s_now.AddHours(30), 10).Count.ShouldBe(2);
        ledger.Release("late");
        ledger.Sweep(s_now.AddHours(31)).ShouldBeTrue();
        ledger.TryReserve("next", Batch("a"), 5, s_now.AddHours(31)).ShouldNotBeNull();
    }

    [Fact]
    public async Task TryReserveAsync_AccountsExpired_TheirRowsLeaveTheFile()
    {
        using var files = new OpenStores();
        var options = new BudgetOptions { Name = "hourly", Window = BudgetWindow.Hour, Tenant = "*", LimitUsd = 1 };
        var budgets = (await files.OpenAsync(options)).Budgets;
        for (var hour = 0; hour < 60; hour++)
        {
            await budgets.TryReserveAsync($"d{hour}", Batch("a"), 0.5, TestContext.Current.CancellationToken);
            await budgets.SettleAsync($"d{hour}", Batch("a"), 0.5, TestContext.Current.CancellationToken);
            await files.Database!.WhenDurableAsync(files.Database.LastTicket);
            files.Time.Advance(TimeSpan.FromHours(1));
        }

        (await files.ReadNumberAsync("SELECT count(*) FROM budget_accounts")).ShouldBeInRange(24, 26);
        await files.CloseAsync();
    }

    private static BudgetScope Batch(string batch) => new("default", "email", batch);
}
