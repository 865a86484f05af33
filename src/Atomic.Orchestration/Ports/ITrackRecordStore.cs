using Atomic.Core.Learning;

namespace Atomic.Orchestration.Ports;

/// <summary>The track records by kind. See <see cref="IPayloadStore"/> for what all ports promise.</summary>
public interface ITrackRecordStore
{
    /// <summary>The kind's records as they stand: an immutable snapshot with its version.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<KindRecord> GetAsync(string kind, CancellationToken cancellationToken);

    /// <summary>The records of every kind, in ordinal order of kinds.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<KindRecord>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Learns from observations, all or none, once per learning id however often it is called (invariant 6).</summary>
    /// <param name="learningId">What makes this learning the same when it is delivered again; it always comes with the same kind.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="observations">What was observed of bidders and of pairs of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The kind's version afterwards, and whether this call was the one that counted.</returns>
    ValueTask<LearningReceipt> LearnAsync(string learningId, string kind, Observations observations, CancellationToken cancellationToken);
}
