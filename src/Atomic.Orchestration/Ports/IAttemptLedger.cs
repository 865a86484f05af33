namespace Atomic.Orchestration.Ports;

/// <summary>
/// Tells an attempt that starts from one that starts again after a crash, on hosts whose durable history does not record a repeated delivery.
/// Hosts whose history does (the local one) register none.
/// </summary>
public interface IAttemptLedger
{
    /// <summary>Notes that the attempt starts; durable when it returns.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="step">The plan's step.</param>
    /// <param name="ask">1 for the first asking of the step, 2 where its bidder is asked again.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number of this delivery: 1 for the first.</returns>
    ValueTask<int> StartAsync(string microtaskId, int step, int ask, CancellationToken cancellationToken);
}
