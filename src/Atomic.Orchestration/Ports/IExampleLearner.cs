namespace Atomic.Orchestration.Ports;

/// <summary>Learns from verified examples: the local specialists, and what bids make of inputs.</summary>
public interface IExampleLearner
{
    /// <summary>Learns from the example; once per learning id, however often it is called.</summary>
    /// <param name="example">The example.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask LearnAsync(VerifiedExample example, CancellationToken cancellationToken);
}
