namespace Atomic.Orchestration.Ports;

/// <summary>Where local specialists keep what they learned from: an ordered log of examples per kind, and snapshots so that the log need not be replayed whole. See <see cref="IPayloadStore"/> for what all ports promise.</summary>
public interface IExampleStore
{
    /// <summary>Appends an example; once per learning id, however often it is called.</summary>
    /// <param name="example">The example.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its place in the kind's log, from 1; or 0 where it was there already.</returns>
    ValueTask<long> AppendAsync(VerifiedExample example, CancellationToken cancellationToken);

    /// <summary>The kind's examples after that place, in order, in pages.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="after">The place after which to begin; 0 for the beginning.</param>
    /// <param name="top">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<VerifiedExample>> ReadAsync(string kind, long after, int top, CancellationToken cancellationToken);

    /// <summary>Keeps a specialist's state, which includes the examples up to that place; it replaces the kind's former one, and the examples that it includes may then be dropped.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="place">The last example that the state includes.</param>
    /// <param name="state">The state, as the specialist writes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask SaveSnapshotAsync(string kind, long place, ReadOnlyMemory<byte> state, CancellationToken cancellationToken);

    /// <summary>The kind's last snapshot with its place, or null.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<(long Place, ReadOnlyMemory<byte> State)?> LoadSnapshotAsync(string kind, CancellationToken cancellationToken);

    /// <summary>The kinds that have examples or a snapshot.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<string>> ListKindsAsync(CancellationToken cancellationToken);
}
