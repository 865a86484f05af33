using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Azure.Examples;

/// <summary>An example that waits for its transaction.</summary>
/// <param name="Example">The example.</param>
/// <param name="Bytes">How much text it has.</param>
internal sealed record Appending(VerifiedExample Example, int Bytes)
{
    /// <summary>The key of the row that keeps it once.</summary>
    public string RowKey { get; } = ExampleRows.LearnedKey(Example.LearningId);

    /// <summary>Tells this call's row from that of another call with the same id, where the answer to the transaction was lost.</summary>
    public Guid Token { get; } = Guid.NewGuid();
}
