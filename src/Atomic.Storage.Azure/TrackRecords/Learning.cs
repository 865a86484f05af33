using Atomic.Core.Learning;

namespace Atomic.Storage.Azure.TrackRecords;

/// <summary>A learning that waits for its transaction.</summary>
/// <param name="Id">The learning id.</param>
/// <param name="Observations">What was observed.</param>
internal sealed record Learning(string Id, Observations Observations)
{
    /// <summary>The key of the row that makes it count once.</summary>
    public string RowKey { get; } = TrackRecordRows.LearnedKey(Id);

    /// <summary>Tells this call's row from that of another call with the same id, where the answer to the transaction was lost.</summary>
    public Guid Token { get; } = Guid.NewGuid();
}
