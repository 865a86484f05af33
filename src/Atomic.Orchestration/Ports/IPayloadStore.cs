namespace Atomic.Orchestration.Ports;

/// <summary>
/// Payloads by content hash. All ports: a change is visible to later calls when the method returns, becomes durable in the order of calls and
/// no later than any event of history that follows it; before something is acknowledged to the outside on the strength of a port alone,
/// await <see cref="IDurabilityBarrier.WaitUntilDurableAsync"/>.
/// </summary>
public interface IPayloadStore
{
    /// <summary>Keeps the bytes; the same bytes are kept once.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their SHA-256, hexadecimal in lower case.</returns>
    ValueTask<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>The bytes of that hash, or null where there are none.</summary>
    /// <param name="hash">SHA-256, hexadecimal in lower case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string hash, CancellationToken cancellationToken);
}
