using Atomic.Orchestration.Ports;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Storage.Contracts;

/// <summary>What holds of budgets with an account for each tenant, kind or batch, and of windows.</summary>
public abstract class BudgetWindowContract : StoreContract<IBudgetStore>
{
    private static readonly BudgetScope s_acme = new("acme", "email", "nightly");
    private static readonly BudgetScope s_other = new("other", "email", "nightly");

    /// <summary>The budgets with which the store is opened next.</summary>
    protected IReadOnlyList<BudgetOptions> Options { get; private set; } = [];

    /// <summary>The clock of the store, which the tests move; it begins at midnight of the first of March 2025 UTC.</summary>
    protected abstract FakeTimeProvider Time { get; }

    [Fact]
    public async Task TryReserveAsync_EachTenant_HasAnAccountOfItsOwn()
    {
        await ConfigureAsync(new BudgetOptions { Name = "per-tenant", Tenant = "*", LimitUsd = 1 });
        (await Store.TryReserveAsync("a", s_acme, 1, Cancellation)).ShouldBeTrue();
        (await Store.TryReserveAsync("b", s_acme, 0.1, Cancellation)).ShouldBeFalse();
        (await Store.TryReserveAsync("c", s_other, 1, Cancellation)).ShouldBeTrue();
        await ReopenAsync();
        var tightest = (await Store.GetTightestAsync(s_acme, Cancellation))!;
        tightest.ShouldBe(new BudgetState("per-tenant (acme)", null, 1, 0, 1) { Budget = "per-tenant", Tenant = "acme" });
        (await Store.ListAsync(null, Cancellation)).Select(static state => state.Name).ShouldBe(["per-tenant (acme)", "per-tenant (other)"]);
    }

    [Fact]
    public async Task ListAsync_OfATenant_WithoutThoseOfOthers()
    {
        await ConfigureAsync(
            new BudgetOptions { Name = "all", LimitUsd = 9 },
            new BudgetOptions { Name = "per-tenant", Tenant = "*", LimitUsd = 1 },
            new BudgetOptions { Name = "acme's", Tenant = "acme", LimitUsd = 5 },
            new BudgetOptions { Name = "batches", Batch = "*", LimitUsd = 5 });
        await Store.SettleAsync("a", s_acme, 0.5, Cancellation);
        (await Store.ListAsync("other", Cancellation)).Select(static state => (state.Name, state.SpentUsd)).ShouldBe([("all", 0.5), ("per-tenant (other)", 0)]);
        (await Store.ListAsync("acme", Cancellation)).Select(static state => (state.Name, state.SpentUsd))
            .ShouldBe([("all", 0.5), ("per-tenant (acme)", 0.5), ("acme's", 0.5), ("batches (acme/nightly)", 0.5)]);
    }

    [Fact]
    public async Task TryReserveAsync_NamesAndEach_CountWhereTheyApply()
    {
        await ConfigureAsync(
            new BudgetOptions { Name = "acme emails", Tenant = "acme", Kind = "email", LimitUsd = 10 },
            new BudgetOptions { Name = "by kind", Kind = "*", LimitUsd = 20 },
            new BudgetOptions { Name = "by batch", Batch = "*", LimitUsd = 30 },
            new BudgetOptions { Name = "nightly", Batch = "nightly", LimitUsd = 40 });
        await Store.SettleAsync("a", s_acme, 1, Cancellation);
        await Store.SettleAsync("b", s_other, 2, Cancellation);
        await Store.SettleAsync("c", new BudgetScope("default", "review", null), 4, Cancellation);
        await Store.SettleAsync("d", new BudgetScope("default", "review", "hourly"), 8, Cancellation);
        await ReopenAsync();
        (await Store.ListAsync(null, Cancellation)).Select(static state => (state.Name, state.SpentUsd)).ShouldBe(
        [
            ("acme emails", 1), ("by kind (email)", 3), ("by kind (review)", 12),
            ("by batch (acme/nightly)", 1), ("by batch (hourly)", 8), ("by batch (other/nightly)", 2), ("nightly", 3),
        ]);
        (await Store.GetTightestAsync(new BudgetScope("default", "review", null), Cancellation))!.Name.ShouldBe("by kind (review)");
    }

    [Theory]
    [InlineData(BudgetWindow.Hour, "2025-03-01T00:00:00Z", "2025-03-01T01:00:00Z")]
    [InlineData(BudgetWindow.Day, "2025-03-01T00:00:00Z", "2025-03-02T00:00:00Z")]
    [InlineData(BudgetWindow.Month, "2025-03-01T00:00:00Z", "2025-04-01T00:00:00Z")]
    public async Task TryReserveAsync_WindowEnds_TheBudgetRenewsToTheInstant(BudgetWindow window, string start, string end)
    {
        await ConfigureAsync(new BudgetOptions { Name = "windowed", Window = window, LimitUsd = 1 });
        (await Store.TryReserveAsync("a", s_acme, 1, Cancellation)).ShouldBeTrue();
        Time.SetUtcNow(DateTimeOffset.Parse(end) - TimeSpan.FromTicks(1));
        (await Store.TryReserveAsync("b", s_acme, 0.1, Cancellation)).ShouldBeFalse();
        var spent = (await Store.GetTightestAsync(s_acme, Cancellation))!;
        (spent.LeftUsd, spent.Window, spent.WindowStart, spent.RenewsAt).ShouldBe((0, window, DateTimeOffset.Parse(start), DateTimeOffset.Parse(end)));
        Time.SetUtcNow(DateTimeOffset.Parse(end));
        (await Store.GetTightestAsync(s_acme, Cancellation))!.LeftUsd.ShouldBe(1);
        (await Store.TryReserveAsync("c", s_acme, 1, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task SettleAsync_AfterTheWindowEnded_BooksIntoTheWindowOfTheReservation()
    {
        await ConfigureAsync(new BudgetOptions { Name = "hourly", Window = BudgetWindow.Hour, LimitUsd = 1 });
        await Store.TryReserveAsync("a", s_acme, 0.9, Cancellation);
        await Store.TryReserveAsync("b", s_acme, 0.1, Cancellation);
        Time.Advance(TimeSpan.FromHours(1));
        await ReopenAsync();
        (await Store.ListAsync(null, Cancellation)).Select(static state => (state.ReservedUsd, state.WindowStart!.Value.Hour)).ShouldBe([(1, 0), (0, 1)]);
        await Store.SettleAsync("a", s_acme, 0.4, Cancellation);
        await Store.SettleAsync("a", s_acme, 0.4, Cancellation);
        (await Store.ListAsync(null, Cancellation)).Select(static state => (state.SpentUsd, state.ReservedUsd)).ShouldBe([(0.4, 0.1), (0, 0)]);
        await ReopenAsync();
        await Store.SettleAsync("b", s_acme, 0.1, Cancellation);
        (await Store.ListAsync(null, Cancellation)).ShouldHaveSingleItem().LeftUsd.ShouldBe(1);
    }

    [Fact]
    public async Task TryReserveAsync_AgainInTheNextWindow_MovesTheReservation()
    {
        await ConfigureAsync(new BudgetOptions { Name = "daily", Tenant = "*", Window = BudgetWindow.Day, LimitUsd = 1 });
        await Store.TryReserveAsync("a", s_acme, 1, Cancellation);
        Time.Advance(TimeSpan.FromDays(1));
        (await Store.TryReserveAsync("a", s_acme, 0.5, Cancellation)).ShouldBeTrue();
        await ReopenAsync();
        var state = (await Store.ListAsync("acme", Cancellation)).ShouldHaveSingleItem();
        (state.ReservedUsd, state.WindowStart!.Value.Day).ShouldBe((0.5, 2));
    }

    [Fact]
    public async Task TryReserveAsync_OneOfSeveralWindowsIsSpent_ReservesInNone()
    {
        await ConfigureAsync(
            new BudgetOptions { Name = "daily", Window = BudgetWindow.Day, LimitUsd = 10 },
            new BudgetOptions { Name = "hourly", Tenant = "*", Window = BudgetWindow.Hour, LimitUsd = 1 });
        (await Store.TryReserveAsync("a", s_acme, 2, Cancellation)).ShouldBeFalse();
        (await Store.ListAsync(null, Cancellation)).ShouldAllBe(static state => state.ReservedUsd == 0);
        (await Store.TryReserveAsync("b", s_acme, 1, Cancellation)).ShouldBeTrue();
        Time.Advance(TimeSpan.FromHours(1));
        (await Store.TryReserveAsync("c", s_acme, 1, Cancellation)).ShouldBeTrue();
        (await Store.ListAsync(null, Cancellation)).Select(static state => state.ReservedUsd).ShouldBe([2, 1, 1]);
    }

    [Fact]
    public async Task TryReserveAsync_ManyTenantsAndWindowsConcurrently_EachAccountExact()
    {
        await ConfigureAsync(new BudgetOptions { Name = "hourly", Tenant = "*", Window = BudgetWindow.Hour, LimitUsd = 1 });
        for (var hour = 0; hour < 3; hour++)
        {
            var granted = 0;
            await Parallel.ForEachAsync(Enumerable.Range(0, 120), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (index, token) =>
            {
                var scope = new BudgetScope($"tenant-{index % 4}", "email", null);
                if (!await Store.TryReserveAsync($"{hour}-{index}", scope, 0.1, token))
                    return;
                Interlocked.Increment(ref granted);
                await Store.SettleAsync($"{hour}-{index}", scope, 0.1, token);
            });
            granted.ShouldBe(40);
            (await Store.ListAsync(null, Cancellation)).Select(static state => (state.SpentUsd, state.ReservedUsd)).ShouldBe([(1, 0), (1, 0), (1, 0), (1, 0)]);
            Time.Advance(TimeSpan.FromHours(1));
        }
    }

    protected async Task ConfigureAsync(params BudgetOptions[] budgets)
    {
        Options = budgets;
        await ReopenAsync();
    }
}
