using Atomic.Core.Errors;
using Atomic.Orchestration.Durable;
using Microsoft.DurableTask.Client;
using CoreQuery = Microsoft.DurableTask.Client.OrchestrationQuery;
using OrchestrationQuery = Atomic.Orchestration.Durable.OrchestrationQuery;

namespace Atomic.Functions.Clients;

/// <summary>
/// Lists instances of every owner newest first, for operators. Backends give them in whatever order they keep them, so they are read in windows of their start, from now backwards and
/// each wider than the one before, until a page is full; memory holds one page, and one listing reads a bounded number of instances.
/// </summary>
/// <param name="accessor">The client of the invocation that is under way.</param>
/// <param name="time">The clock.</param>
internal sealed class NewestInstances(DurableClientAccessor accessor, TimeProvider time)
{
    /// <summary>How many instances one listing reads at most, whichever they are.</summary>
    public const int MaxRead = 20_000;

    private const int ReadAtOnce = 200;

    // The seventh window is open to the past; what was started a moment ahead of this clock is in the first.
    private static readonly TimeSpan[] Widths =
    [
        TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(36), TimeSpan.FromDays(9), TimeSpan.FromDays(54),
    ];

    private static readonly OrchestrationRuntimeStatus[] Failed = [OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Reads a page.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AtomicException">
    /// <see cref="ErrorCodes.InvalidField"/> where the query is out of range, <see cref="ErrorCodes.Overloaded"/> where the store does not answer, or
    /// where a page would take more than <see cref="MaxRead"/> instances to read.
    /// </exception>
    public async Task<OrchestrationPage> ListAsync(OrchestrationQuery query, CancellationToken cancellationToken)
    {
        if (query.Top is < 1 or > 1_000)
            throw new AtomicException(ErrorCodes.InvalidField, "Field top must be 1 to 1000.");
        var after = query.Continuation is null ? default(ListingPosition?) : ListingPosition.Parse(query.Continuation);
        var page = new SortedDictionary<ListingPosition, OrchestrationSnapshot>(ListingPosition.NewestFirst);
        var read = 0;
        var until = after?.CreatedAt ?? time.GetUtcNow() + ClockSkew;
        for (var window = 0; window <= Widths.Length; window++)
        {
            var from = window == Widths.Length ? query.Since : Later(until - Widths[window], query.Since);
            read = await ReadAsync(query, after, (from, until), page, read, cancellationToken);
            if (page.Count > query.Top || from is null || from == query.Since)
                break;
            until = from.Value;
        }

        var items = page.Take(query.Top).ToList();
        return new OrchestrationPage([.. items.Select(static item => item.Value)], page.Count > query.Top ? items[^1].Key.ToString() : null);
    }

    private async Task<int> ReadAsync(
        OrchestrationQuery query,
        ListingPosition? after,
        (DateTimeOffset? From, DateTimeOffset Until) window,
        SortedDictionary<ListingPosition, OrchestrationSnapshot> page,
        int read,
        CancellationToken cancellationToken)
    {
        var asked = new CoreQuery(window.From, window.Until, PageSize: ReadAtOnce, FetchInputsAndOutputs: true, Statuses: query.OnlyFailed ? Failed : null);
        await using var pages = accessor.RequireClient().GetAllInstancesAsync(asked).AsPages(pageSizeHint: ReadAtOnce).GetAsyncEnumerator(cancellationToken);
        while (await StoreFailures.CallAsync(() => pages.MoveNextAsync().AsTask()))
        {
            read += pages.Current.Values.Count;
            if (read > MaxRead)
                throw new AtomicException(ErrorCodes.Overloaded, $"This page would take more than {MaxRead:N0} microtasks to read; ask for a later time with since, or follow the continuation of an earlier page.");
            foreach (var metadata in pages.Current.Values)
                Add(query, after, metadata, page);
        }

        return read;
    }

    private static void Add(
        OrchestrationQuery query, ListingPosition? after, OrchestrationMetadata metadata, SortedDictionary<ListingPosition, OrchestrationSnapshot> page)
    {
        var position = new ListingPosition(metadata.CreatedAt, metadata.InstanceId);
        if ((after is { } last && ListingPosition.NewestFirst.Compare(position, last) <= 0) || metadata.CreatedAt < query.Since)
            return;
        var snapshot = Snapshots.Of(metadata);
        if (!Matches(query, snapshot))
            return;
        page[position] = snapshot;
        if (page.Count > query.Top + 1)
            page.Remove(page.Keys.Last());
    }

    private static bool Matches(OrchestrationQuery query, OrchestrationSnapshot snapshot) =>
        (query.Name is null || snapshot.Name == query.Name)
        && (query.Owner is null || snapshot.Owner == query.Owner)
        && (query.Group is null || snapshot.Group == query.Group)
        && (query.Label is null || snapshot.Label == query.Label)
        && (!query.OnlyFailed || snapshot.Status is OrchestrationStatus.Failed or OrchestrationStatus.Terminated);

    private static DateTimeOffset Later(DateTimeOffset time, DateTimeOffset? since) => since > time ? since.Value : time;
}
