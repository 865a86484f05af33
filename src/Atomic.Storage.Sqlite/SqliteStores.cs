using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Access;
using Atomic.Storage.Sqlite.Budgets;
using Atomic.Storage.Sqlite.Database;
using Atomic.Storage.Sqlite.Examples;
using Atomic.Storage.Sqlite.Feedbacks;
using Atomic.Storage.Sqlite.Payloads;
using Atomic.Storage.Sqlite.Poison;
using Atomic.Storage.Sqlite.Purge;
using Atomic.Storage.Sqlite.TrackRecords;

namespace Atomic.Storage.Sqlite;

/// <summary>The ports of state, all on one database. The database is the caller's to close; the stores hold nothing else.</summary>
public sealed class SqliteStores
{
    private SqliteStores(IAtomicDatabase database, TimeProvider time, SqliteTrackRecordStore trackRecords, SqliteBudgetStore budgets, SqliteExampleStore examples)
    {
        (TrackRecords, Budgets, Examples) = (trackRecords, budgets, examples);
        Payloads = new SqlitePayloadStore(database, time);
        Feedback = new SqliteFeedbackStore(database);
        Poison = new SqlitePoisonStore(database);
        ApiKeys = new SqliteApiKeyStore(database);
        Barrier = new DurabilityBarrier(database);
        Purge = new StatePurge(budgets);
    }

    /// <summary>The tables of all stores, for <see cref="AtomicDatabase.Open"/>.</summary>
    public static IReadOnlyList<ComponentSchema> Schemas { get; } =
    [
        TrackRecordSchema.Component, BudgetSchema.Component, PayloadSchema.Component, FeedbackSchema.Component, ExampleSchema.Component,
        PoisonSchema.Component, ApiKeySchema.Component,
    ];

    /// <summary>The track records.</summary>
    public ITrackRecordStore TrackRecords { get; }

    /// <summary>The budgets.</summary>
    public IBudgetStore Budgets { get; }

    /// <summary>The payloads.</summary>
    public IPayloadStore Payloads { get; }

    /// <summary>The feedback.</summary>
    public IFeedbackStore Feedback { get; }

    /// <summary>What the specialists learned from.</summary>
    public IExampleStore Examples { get; }

    /// <summary>Queue messages that were given up.</summary>
    public IPoisonStore Poison { get; }

    /// <summary>The API keys.</summary>
    public IApiKeyStore ApiKeys { get; }

    /// <summary>Waits for all of them.</summary>
    public IDurabilityBarrier Barrier { get; }

    /// <summary>Deletes what belongs to purged microtasks.</summary>
    public IStatePurge Purge { get; }

    /// <summary>Opens the stores and loads what they keep in memory; once per database.</summary>
    /// <param name="database">Opened with <see cref="Schemas"/>.</param>
    /// <param name="budgets">The budgets; none: nothing is limited, and nothing is written for it.</param>
    /// <param name="time">The clock, for retention.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Atomic.Core.Errors.AtomicException">A budget's options cannot be used.</exception>
    public static async Task<SqliteStores> OpenAsync(
        IAtomicDatabase database, IReadOnlyList<BudgetOptions> budgets, TimeProvider time, CancellationToken cancellationToken) =>
        new(
            database,
            time,
            await SqliteTrackRecordStore.OpenAsync(database, time, cancellationToken),
            await SqliteBudgetStore.OpenAsync(database, budgets, time, cancellationToken),
            await SqliteExampleStore.OpenAsync(database, time, cancellationToken));
}
