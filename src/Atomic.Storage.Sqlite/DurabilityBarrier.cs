using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite;

/// <summary>Waits for the last change that the database took.</summary>
/// <param name="database">The database of all ports.</param>
public sealed class DurabilityBarrier(IAtomicDatabase database) : IDurabilityBarrier
{
    /// <inheritdoc/>
    /// <exception cref="Atomic.Core.Errors.AtomicException">The database has failed, and the changes are lost.</exception>
    public Task WaitUntilDurableAsync(CancellationToken cancellationToken) =>
        database.WhenDurableAsync(database.LastTicket).WaitAsync(cancellationToken);
}
