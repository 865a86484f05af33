using Atomic.LocalHost.Engine;
using Atomic.LocalHost.History;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.LocalHost.Purge;

/// <summary>
/// Drops instances that ended long ago, the oldest first, in bounded steps that stand in the queue of the database like any other change. Each step is
/// whole, so that a purge that was interrupted goes on where it was.
/// </summary>
internal sealed class Purger(EngineServices services, IReadOnlyList<IPurgeListener> listeners)
{
    private const string FindEnded =
        "SELECT key, id FROM instances WHERE key > $after AND key < $before AND status <> 0 AND updated < $older ORDER BY key LIMIT $count";

    /// <summary>Purges instances that ended before that time.</summary>
    /// <returns>How many.</returns>
    public async Task<int> PurgeAsync(DateTimeOffset olderThan, CancellationToken cancellationToken)
    {
        var database = services.Database;

        // What ended before that time was started before it: the newer part of the table is not looked at.
        var before = await database.ReadAsync(statements => InstanceReads.FirstKeySince(statements, olderThan), cancellationToken);
        var (count, after) = (0, 0L);
        while (true)
        {
            var from = after;
            var ended = await database.ReadAsync(statements => Ended(statements, from, before, olderThan), cancellationToken);
            if (ended.Count == 0)
                return count;
            await database.WhenDurableAsync(database.Enqueue(new PurgeWrite(ended, listeners)));
            count += ended.Count;
            after = ended[^1].Key;
        }
    }

    /// <summary>Purges by retention until it is cancelled.</summary>
    public async Task RunAsync(TimeSpan retention, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(services.Options.PurgeInterval, services.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var count = await PurgeAsync(services.Time.GetUtcNow() - retention, cancellationToken);
                if (count > 0)
                    HostLog.Purged(services.Log, count);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        catch (Exception exception)
        {
            // Only a failed database gets here, and then nothing can be purged any more.
            HostLog.BackgroundFailed(services.Log, "Purge", exception);
        }
    }

    private List<(long Key, string Id)> Ended(IStatementCache statements, long after, long before, DateTimeOffset olderThan)
    {
        var found = new List<(long Key, string Id)>();
        using var reader = statements.Get(FindEnded)
            .Set("$after", after)
            .Set("$before", before)
            .Set("$older", olderThan.UtcTicks)
            .Set("$count", services.Options.PurgeBatch)
            .ExecuteReader();
        while (reader.Read())
            found.Add((reader.GetInt64(0), reader.GetString(1)));
        return found;
    }
}
