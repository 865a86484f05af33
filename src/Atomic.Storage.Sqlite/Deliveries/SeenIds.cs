using Atomic.Orchestration.State;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Deliveries;

/// <summary>
/// Makes a change count once per id. The latest ids are in memory, those that are not durable among them; older ones are looked up in the file,
/// so that memory stays bounded whatever the file holds. Thread-safe; ids of different stripes do not wait for each other.
/// </summary>
/// <param name="database">Where the ids are.</param>
/// <param name="find">A constant query that gives a row where the table has <c>$id</c>.</param>
internal sealed class SeenIds(IAtomicDatabase database, string find)
{
    private const int StripeCount = 16;
    private const int StripeCapacity = 1_024;

    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, StripeCount).Select(_ => new Stripe(database))];

    /// <summary>Acts unless the id was seen before. No other act on the same id runs meanwhile.</summary>
    /// <param name="id">The id.</param>
    /// <param name="surelyNew">Whether something else shows that the id was not seen, which spares the look-up; null: nothing does.</param>
    /// <param name="act">Gives the ticket of the change with which the id is kept, or null where the id stays unseen. Quick and synchronous.</param>
    /// <param name="cancellationToken">Gives up before acting.</param>
    /// <returns>False where the id was seen before; nothing was done then.</returns>
    public async ValueTask<bool> UnlessSeenAsync(string id, Func<bool>? surelyNew, Func<long?> act, CancellationToken cancellationToken)
    {
        StoredText.RequireKey(id);
        var stripe = _stripes[(uint)StringComparer.Ordinal.GetHashCode(id) % StripeCount];
        while (true)
        {
            long position;
            lock (stripe)
            {
                if (stripe.Has(id))
                    return false;
                position = stripe.Position;
            }

            if (surelyNew?.Invoke() != true && await IsInFileAsync(id, cancellationToken))
                return false;
            lock (stripe)
            {
                if (stripe.Has(id))
                    return false;

                // The id may have been added and dropped again since the look-up began: then the look-up proves nothing.
                if (stripe.HasDroppedSince(position))
                    continue;
                if (act() is { } ticket)
                    stripe.Add(id, ticket);
                return true;
            }
        }
    }

    private ValueTask<bool> IsInFileAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(statements => statements.Get(find).Set("$id", id).ExecuteScalar() is not null, cancellationToken);

    /// <summary>The latest ids in order. Used under its own lock.</summary>
    private sealed class Stripe(IAtomicDatabase database)
    {
        private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
        private readonly Queue<(string Id, long Ticket)> _order = new();
        private long _dropped;

        /// <summary>How many ids were ever added.</summary>
        public long Position => _dropped + _order.Count;

        public bool Has(string id) => _ids.Contains(id);

        public bool HasDroppedSince(long position) => _dropped > position;

        public void Add(string id, long ticket)
        {
            _ids.Add(id);
            _order.Enqueue((id, ticket));
            while (_order.Count > StripeCapacity && CanBeDropped(_order.Peek().Ticket))
            {
                _ids.Remove(_order.Dequeue().Id);
                _dropped++;
            }
        }

        // Once the database has failed nothing is acknowledged any more, and memory must not grow.
        private bool CanBeDropped(long ticket) => database.IsDurable(ticket) || database.Failure is not null;
    }
}
