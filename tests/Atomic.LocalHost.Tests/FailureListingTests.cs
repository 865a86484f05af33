using Atomic.LocalHost.History;
using Atomic.Orchestration.Durable;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Data.Sqlite;

namespace Atomic.LocalHost.Tests;

/// <summary>Listings by owner and of what failed, and of a database from before there were owners.</summary>
public sealed class FailureListingTests : IAsyncDisposable
{
    private static readonly OrchestrationDefinition<int, int> Throwing =
        HostFixture.Orchestration(static (_, _) => throw new InvalidOperationException("It cannot be done."), "Throwing");

    private static readonly OrchestrationDefinition<int, int> Waiting =
        HostFixture.Orchestration(static (context, _) => context.CallActivityAsync(HostFixture.Double, 1), "Waiting");

    private static readonly OrchestrationDefinition<int, int> Passing =
        HostFixture.Orchestration(static (context, value) => context.CallActivityAsync(HostFixture.Increment, value), "Passing");

    private readonly HostFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task ListAsync_OnlyFailed_HasThrownAndTerminatedOnesNewestFirst()
    {
        await OpenAsync();
        await StartAsync(Throwing, "threw", "contoso");
        await StartAsync(Passing, "passed", "contoso");
        await StartAsync(Waiting, "terminated", "fabrikam");
        await StartAsync(Waiting, "runs", "fabrikam");
        await _fixture.EndAsync("threw");
        await _fixture.EndAsync("passed");
        (await _fixture.Host.TerminateAsync("terminated", "An operator ended it.", CancellationToken.None)).ShouldBeTrue();

        var page = await _fixture.Host.ListAsync(new OrchestrationQuery { OnlyFailed = true }, CancellationToken.None);

        page.Items.Select(static item => (item.InstanceId, item.Status, item.Owner)).ShouldBe(
        [
            ("terminated", OrchestrationStatus.Terminated, "fabrikam"), ("threw", OrchestrationStatus.Failed, "contoso"),
        ]);
        page.Items[0].Failure.ShouldNotBeNull().ShouldContain("An operator ended it.");
        page.Items[1].Failure.ShouldNotBeNull().ShouldContain("It cannot be done.");
        page.Continuation.ShouldBeNull();
    }

    [Fact]
    public async Task ListAsync_OnlyFailedByPages_HasEachOnce()
    {
        await OpenAsync();
        for (var number = 0; number < 7; number++)
        {
            await StartAsync(Throwing, $"threw-{number}", "contoso");
            await StartAsync(Passing, $"passed-{number}", "contoso");
            await _fixture.EndAsync($"threw-{number}");
        }

        var listed = new List<string>();
        for (var query = new OrchestrationQuery { OnlyFailed = true, Top = 3 }; ;)
        {
            var page = await _fixture.Host.ListAsync(query, CancellationToken.None);
            page.Items.Count.ShouldBeLessThanOrEqualTo(3);
            listed.AddRange(page.Items.Select(static item => item.InstanceId));
            if (page.Continuation is not { } continuation)
                break;
            query = query with { Continuation = continuation };
        }

        listed.ShouldBe(["threw-6", "threw-5", "threw-4", "threw-3", "threw-2", "threw-1", "threw-0"]);
    }

    [Theory]
    [InlineData(null, null, null, "d c b a")]
    [InlineData("contoso", null, null, "c a")]
    [InlineData("fabrikam", null, null, "b")]
    [InlineData("nobody", null, null, "")]
    [InlineData("contoso", "one", null, "a")]
    [InlineData("contoso", "two", "running", "c")]
    [InlineData("contoso", "two", "doubled", "")]
    public async Task ListAsync_Owner_SeesItsOwnOnly(string? owner, string? group, string? label, string expected)
    {
        await OpenAsync();
        await StartAsync(Passing, "a", "contoso", "one");
        await StartAsync(Passing, "b", "fabrikam", "one");
        await StartAsync(Passing, "c", "contoso", "two");
        await StartAsync(Passing, "d", null, null);
        foreach (var id in (string[])["a", "b", "c", "d"])
            await _fixture.EndAsync(id);

        var page = await _fixture.Host.ListAsync(
            new OrchestrationQuery { Name = owner is null ? null : "Passing", Owner = owner, Group = group, Label = label }, CancellationToken.None);

        string.Join(' ', page.Items.Select(static item => item.InstanceId)).ShouldBe(expected);
    }

    [Fact]
    public async Task Open_DatabaseFromBeforeOwners_ListsItsRowsUnderTheDefaultOne()
    {
        var first = new ComponentSchema(HistorySchema.Component.Component, [HistorySchema.Component.Migrations[0]]);
        await using (AtomicDatabase.Open(new AtomicDatabaseOptions { Path = _fixture.Path, Synchronous = DatabaseSynchronous.Normal }, [first]))
        {
            // Made with the tables that it had then.
        }

        await InsertOldRowsAsync();
        await OpenAsync();
        await StartAsync(Passing, "new", "contoso", "numbers");
        await _fixture.EndAsync("new");

        var all = await _fixture.Host.ListAsync(new OrchestrationQuery(), CancellationToken.None);
        var old = await _fixture.Host.ListAsync(new OrchestrationQuery { Name = "Passing", Owner = "default", Group = "numbers" }, CancellationToken.None);
        var failed = await _fixture.Host.ListAsync(new OrchestrationQuery { OnlyFailed = true }, CancellationToken.None);

        all.Items.Select(static item => item.InstanceId).ShouldBe(["new", "old-2", "old-1"]);
        old.Items.Select(static item => (item.InstanceId, item.Owner)).ShouldBe([("old-2", "default"), ("old-1", "default")]);
        failed.Items.ShouldHaveSingleItem().InstanceId.ShouldBe("old-2");
    }

    private async Task InsertOldRowsAsync()
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _fixture.Path, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            """
            INSERT INTO instances(key, id, name, grp, label, status, execution, created, updated, failure)
            VALUES(1, 'old-1', 'Passing', 'numbers', 'running', 1, 0, $then, $then, NULL), (2, 'old-2', 'Passing', 'numbers', 'running', 2, 0, $then, $then, 'It failed.')
            """;
        insert.Parameters.AddWithValue("$then", DateTimeOffset.UtcNow.AddDays(-1).UtcTicks);
        await insert.ExecuteNonQueryAsync();
    }

    private Task OpenAsync()
    {
        _fixture.OnDouble = static async (value, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return value;
        };
        return _fixture.OpenAsync(Throwing, Waiting, Passing);
    }

    private async Task StartAsync(OrchestrationDefinition<int, int> orchestration, string id, string? owner, string? group = null) =>
        (await _fixture.Host.StartAsync(orchestration, id, 1, new Filing(owner, group), CancellationToken.None)).ShouldBe(StartOutcome.Started);
}
