using Atomic.Core.Errors;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Ports;
using OrchestrationQuery = Atomic.Orchestration.Durable.OrchestrationQuery;

namespace Atomic.Functions.Clients;

/// <summary>
/// Lists an owner's instances newest first: the index says which there are, Durable Task how each stands. A filter that the index does not know (the
/// label) is applied to what was read, and one listing reads a bounded number of instances: a page may then be short, and says where to go on.
/// </summary>
/// <param name="index">The index.</param>
/// <param name="accessor">The client of the invocation that is under way.</param>
internal sealed class IndexedInstances(IInstanceIndex index, DurableClientAccessor accessor)
{
    /// <summary>How many instances one listing reads at most.</summary>
    public const int MaxRead = 1_000;

    private const int AtOnce = 16;
    private const int LeastRead = 32;

    /// <summary>Reads a page.</summary>
    /// <param name="query">Which; it names an owner.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidField"/> where the query is out of range.</exception>
    public async Task<OrchestrationPage> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        if (query.Top is < 1 or > 1_000)
            throw new AtomicException(ErrorCodes.InvalidField, "Field top must be 1 to 1000.");
        var position = query.Continuation is null ? default(ListingPosition?) : ListingPosition.Parse(query.Continuation);
        var items = new List<OrchestrationSnapshot>(Math.Min(query.Top, 100));
        for (var read = 0; read < MaxRead;)
        {
            var wanted = Math.Clamp(query.Top - items.Count + 1, LeastRead, MaxRead - read < LeastRead ? LeastRead : MaxRead - read);
            (DateTimeOffset, string)? after = position is { } last ? (last.CreatedAt, last.InstanceId) : null;
            var entries = await index.ListAsync(query.Owner!, query.Group, query.Since, after, wanted, cancellationToken);
            var snapshots = await ReadAsync(entries, cancellationToken);
            for (var i = 0; i < entries.Count; i++)
            {
                if (snapshots[i] is { } snapshot && Matches(query, snapshot))
                {
                    if (items.Count == query.Top)
                        return new OrchestrationPage(items, position.ToString());
                    items.Add(snapshot with { CreatedAt = entries[i].StartedAt });
                }

                position = new ListingPosition(entries[i].StartedAt, entries[i].Id);
            }

            read += entries.Count;
            if (entries.Count < wanted)
                return new OrchestrationPage(items, null);
        }

        return new OrchestrationPage(items, position.ToString());
    }

    // An entry without an instance is one whose start was cut off, or whose history was purged a moment ago.
    private async Task<OrchestrationSnapshot?[]> ReadAsync(IReadOnlyList<InstanceEntry> entries, CancellationToken cancellationToken)
    {
        var snapshots = new OrchestrationSnapshot?[entries.Count];
        var client = accessor.RequireClient();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, entries.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (place, token) =>
            {
                var metadata = await StoreFailures.CallAsync(() => client.GetInstanceAsync(entries[place].Id, getInputsAndOutputs: true, token));
                snapshots[place] = metadata is null ? null : Snapshots.Of(metadata);
            });
        return snapshots;
    }

    private static bool Matches(OrchestrationQuery query, OrchestrationSnapshot snapshot) =>
        snapshot.Owner == query.Owner
        && (query.Name is null || snapshot.Name == query.Name)
        && (query.Label is null || snapshot.Label == query.Label)
        && (!query.OnlyFailed || snapshot.Status is OrchestrationStatus.Failed or OrchestrationStatus.Terminated);
}
