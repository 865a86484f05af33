using System.Text.Json;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Budgets;
using Atomic.Storage.Azure.Connection;
using Atomic.Testing.Azurite;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Tests.Stores;

/// <summary>Rows of the version whose budgets were for kinds alone, and rows of windows that ended long ago.</summary>
public sealed class AzureBudgetUpgradeTests(AzuriteFixture azurite)
{
    private static readonly BudgetScope s_scope = new("acme", "email", null);
    private static readonly BudgetOptions s_all = new() { Name = "all", LimitUsd = 1 };

    private readonly OpenAccount _account = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TableClient Table => new AzureStorageConnection(_account.Options).Table(AzureBudgetStore.TableName);

    [Fact]
    public async Task SettleAsync_RowsOfTheEarlierVersion_AreReleasedAndBookedOnce()
    {
        await _account.OpenAsync(s_all);
        await Table.AddEntityAsync(new TableEntity("ledger", "budget:all") { ["Spent"] = 250_000_000L, ["Reserved"] = 500_000_000L }, Cancellation);
        await Table.AddEntityAsync(Decision("running", isSettled: false, 500_000_000), Cancellation);
        await Table.AddEntityAsync(Decision("before", isSettled: true, 250_000_000), Cancellation);
        var budgets = (await _account.OpenAsync(s_all, new BudgetOptions { Name = "day", Tenant = "*", Window = BudgetWindow.Day, LimitUsd = 1 })).Budgets;
        (await budgets.ListAsync(null, Cancellation)).ShouldBe([new BudgetState("all", null, 1, 0.25, 0.5)]);

        await budgets.SettleAsync("before", s_scope, 9, Cancellation);
        await budgets.SettleAsync("running", s_scope, 0.125, Cancellation);
        await budgets.SettleAsync("running", s_scope, 0.125, Cancellation);

        (await budgets.ListAsync("acme", Cancellation)).Select(static state => (state.Name, state.SpentUsd, state.ReservedUsd))
            .ShouldBe([("all", 0.375, 0), ("day (acme)", 0.125, 0)]);
    }

    [Fact]
    public async Task PurgeAsync_WindowsThatEndedLongAgo_LeaveUnlessSomethingIsReserved()
    {
        var stores = await _account.OpenAsync(new BudgetOptions { Name = "hourly", Tenant = "*", Window = BudgetWindow.Hour, LimitUsd = 1 });
        await stores.Budgets.SettleAsync("old", s_scope, 0.5, Cancellation);
        _account.Time.Advance(TimeSpan.FromHours(1));
        await stores.Budgets.TryReserveAsync("late", s_scope, 0.5, Cancellation);
        _account.Time.Advance(TimeSpan.FromDays(2));
        await stores.Budgets.SettleAsync("new", s_scope, 0.25, Cancellation);

        await stores.Purge.PurgeAsync([], _account.Time.GetUtcNow(), Cancellation);

        (await CountAsync()).ShouldBe(2);
        await stores.Budgets.SettleAsync("late", s_scope, 0.5, Cancellation);
        await stores.Purge.PurgeAsync([], _account.Time.GetUtcNow(), Cancellation);
        (await CountAsync()).ShouldBe(1);
        (await stores.Budgets.GetTightestAsync(s_scope, Cancellation))!.SpentUsd.ShouldBe(0.25);
    }

    [Fact]
    public async Task TryReserveAsync_LongNamesOfTenantsKindsAndBatches_HaveAccountsOfTheirOwn()
    {
        var name = new string('n', 100);
        var budgets = (await _account.OpenAsync(new BudgetOptions { Name = name, Tenant = "*", Kind = "*", Batch = "*", LimitUsd = 1 })).Budgets;
        BudgetScope[] scopes = [.. "ab".Select(static last => new BudgetScope(new string('t', 32), new string('k', 64), new string('=', 62) + last))];
        foreach (var scope in scopes)
            (await budgets.TryReserveAsync($"d-{scope.Batch![^1]}", scope, 1, Cancellation)).ShouldBeTrue();

        (await budgets.ListAsync(null, Cancellation)).Select(static state => (state.Batch![^1], state.ReservedUsd)).ShouldBe([('a', 1), ('b', 1)]);
    }

    private async Task<int> CountAsync() =>
        await Table.QueryAsync<TableEntity>("RowKey ge 'account:' and RowKey lt 'account;'", cancellationToken: Cancellation).CountAsync(Cancellation);

    private static TableEntity Decision(string id, bool isSettled, long amount) => new("ledger", $"decision:{id}")
    {
        ["IsSettled"] = isSettled,
        ["Amount"] = amount,
        ["Budgets"] = JsonSerializer.SerializeToUtf8Bytes<string[]>(["all"]),
    };
}
