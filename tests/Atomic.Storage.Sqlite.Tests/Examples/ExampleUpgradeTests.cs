using Atomic.Core.Demonstrations;
using Atomic.Core.Embeddings;
using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Database;
using Atomic.Storage.Sqlite.Tests.Stores;

namespace Atomic.Storage.Sqlite.Tests.Examples;

/// <summary>A file of the version whose examples did not say who may see them, nor what they mean.</summary>
public sealed class ExampleUpgradeTests : IDisposable
{
    private readonly OpenStores _files = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task OpenAsync_FileOfTheEarlierVersion_ItsExamplesMayNotBeShownAndLaterOnesMay()
    {
        ComponentSchema[] schemas =
            [.. SqliteStores.Schemas.Select(static schema => schema.Component == "examples" ? schema with { Migrations = [.. schema.Migrations.Take(3)] } : schema)];
        await using (var database = AtomicDatabase.Open(new AtomicDatabaseOptions { Path = _files.Path, Synchronous = DatabaseSynchronous.Normal }, schemas))
            await database.WhenDurableAsync(database.Enqueue(new EarlierRows()));
        var later = new VerifiedExample("id-2", "email", "another text", "shipping")
        {
            Source = new DemonstrationSource { MicrotaskId = "mt-2", Answer = "shipping", AcceptedAt = DateTimeOffset.UnixEpoch }, Vector = VectorProjection.Of("meaning-1", [1f, -0.5f]),
        };

        var examples = (await _files.OpenAsync()).Examples;
        (await examples.AppendAsync(later, Cancellation)).ShouldBe(2);

        (await examples.ReadAsync("email", 0, 10, Cancellation)).ShouldBe([new VerifiedExample("id-1", "email", "a text", "billing") { Weight = 2 }, later]);
        await _files.CloseAsync();
    }

    private sealed class EarlierRows : IDatabaseWrite
    {
        public void Apply(IStatementCache statements)
        {
            statements.Get("INSERT INTO example_logs(kind, last) VALUES('email', 1)").ExecuteNonQuery();
            statements.Get("INSERT INTO examples(kind, place, learning, text, label, weight) VALUES('email', 1, 'id-1', 'a text', 'billing', 2)").ExecuteNonQuery();
        }
    }
}
