using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Database;
using Atomic.Storage.Sqlite.Tests.Stores;

namespace Atomic.Storage.Sqlite.Tests.Budgets;

/// <summary>A file of the version whose budgets were for kinds alone.</summary>
public sealed class BudgetUpgradeTests : IDisposable
{
    private static readonly BudgetScope s_scope = new("acme", "email", "nightly");
    private static readonly BudgetOptions s_all = new() { Name = "all", LimitUsd = 1 };

    private readonly OpenStores _files = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task OpenAsync_FileOfTheEarlierVersion_KeepsSumsAndReservations()
    {
        await WriteEarlierAsync();
        var budgets = (await _files.OpenAsync(s_all, new BudgetOptions { Name = "emails", Kind = "email", LimitUsd = 2 })).Budgets;
        (await budgets.ListAsync(null, Cancellation)).ShouldBe([new BudgetState("all", null, 1, 0.25, 0.5), new BudgetState("emails", "email", 2, 0.125, 0.5)]);
        (await budgets.TryReserveAsync("new", s_scope, 0.26, Cancellation)).ShouldBeFalse();
        await _files.CloseAsync();
    }

    [Fact]
    public async Task SettleAsync_ReservationOfTheEarlierVersion_IsReleasedAndBookedOnceAlsoAfterRestarts()
    {
        await WriteEarlierAsync();
        BudgetOptions[] options = [s_all, new BudgetOptions { Name = "acme's day", Tenant = "*", Window = BudgetWindow.Day, LimitUsd = 1 }];
        var budgets = (await _files.OpenAsync(options)).Budgets;
        await budgets.SettleAsync("running", s_scope, 0.125, Cancellation);
        await budgets.SettleAsync("before", s_scope, 9, Cancellation);
        await _files.CloseAsync();
        budgets = (await _files.OpenAsync(options)).Budgets;
        await budgets.SettleAsync("running", s_scope, 0.125, Cancellation);
        (await budgets.ListAsync("acme", Cancellation)).Select(static state => (state.Name, state.SpentUsd, state.ReservedUsd))
            .ShouldBe([("all", 0.375, 0), ("acme's day (acme)", 0.125, 0)]);
        await _files.CloseAsync();
    }

    private async Task WriteEarlierAsync()
    {
        ComponentSchema[] schemas =
            [.. SqliteStores.Schemas.Select(static schema => schema.Component == "budgets" ? schema with { Migrations = [schema.Migrations[0]] } : schema)];
        await using var database = AtomicDatabase.Open(new AtomicDatabaseOptions { Path = _files.Path, Synchronous = DatabaseSynchronous.Normal }, schemas);
        await database.WhenDurableAsync(database.Enqueue(new EarlierRows()));
    }

    private sealed class EarlierRows : IDatabaseWrite
    {
        private static readonly string[] s_rows =
        [
            "INSERT INTO budget_spent(name, spent) VALUES('all', 250000000), ('emails', 125000000)",
            "INSERT INTO budget_reservations(decision, kind, amount) VALUES('running', 'email', 500000000)",
            "INSERT INTO budget_settled(decision, spent) VALUES('before', 250000000)",
        ];

        public void Apply(IStatementCache statements)
        {
            foreach (var sql in s_rows)
                statements.Get(sql).ExecuteNonQuery();
        }
    }
}
