using Atomic.Core.Contexts;
using Atomic.Core.Learning;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Service;

/// <summary>Teaches what settled attempts tell of how long answers to an input are and take. Of the input no more is kept than hashes of its words and figures of its shape.</summary>
/// <param name="learner">What learns.</param>
/// <param name="payloads">Where large payloads are.</param>
public sealed class Measurements(IExampleLearner learner, PayloadResolver payloads)
{
    /// <summary>Learns from a settlement; once, however often it is called.</summary>
    /// <param name="order">What is settled.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task LearnAsync(SettlementOrder order, CancellationToken cancellationToken)
    {
        var measures = AttemptMeasures.Of(order.Attempts, order.Bids);
        if (measures.Count == 0 || order.Payload is not { } reference || await payloads.FindAsync(reference, cancellationToken) is not { } payload)
            return;
        var features = ContextFeaturesText.Write(ContextFeatures.Of(InputText.Of(payload.Input)));
        await learner.LearnAsync(
            new VerifiedExample(IdempotencyKeys.OfSettlement(order.MicrotaskId), LearningScope.Of(order.Tenant, order.Kind), "", null) { Measured = new MeasuredInput(features, measures) },
            cancellationToken);
    }
}
