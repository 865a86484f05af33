using Atomic.Core.Bids;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Quotas;

namespace Atomic.Providers.Bidders;

/// <summary>The quotas of one bidder: its own, and those of its model at its endpoint, which its bidders share.</summary>
/// <param name="gate">The gate of the model at its endpoint.</param>
/// <param name="quotas">The quotas that its calls count in; maybe none.</param>
/// <param name="expectedOutput">The tokens that an answer has, as far as none was seen.</param>
internal sealed class ModelQuotas(QuotaGate gate, IReadOnlyList<Quota> quotas, double expectedOutput)
{
    private const double Recency = 0.1;

    private double _output = expectedOutput;

    /// <summary>Whether there are any.</summary>
    public bool Any => quotas.Count > 0;

    /// <summary>What is missing for this bid; null where there is room.</summary>
    /// <param name="bid">The bid.</param>
    public QuotaShortage? Shortage(Bid bid) => gate.Shortage(quotas, bid.Evidence.InputTokens + (int)Math.Min(int.MaxValue / 2, bid.Evidence.ExpectedOutputTokens));

    /// <summary>Takes room for a call.</summary>
    /// <param name="inputTokens">The prompt's length.</param>
    /// <param name="timeLimit">The call's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<(QuotaLease? Lease, QuotaShortage Shortage)> TakeAsync(int inputTokens, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var tokens = (int)Math.Min(int.MaxValue, inputTokens + Volatile.Read(ref _output));
        return gate.TakeAsync(quotas, tokens, timeLimit < QuotaGate.LongestWait ? timeLimit : QuotaGate.LongestWait, cancellationToken);
    }

    /// <summary>A call has ended.</summary>
    /// <param name="lease">Its lease.</param>
    /// <param name="reply">How.</param>
    public void End(QuotaLease lease, ModelReply reply)
    {
        if (reply.OutputTokens is { } output)
            Volatile.Write(ref _output, _output + (Recency * (output - _output))); // a lost update is one answer of many
        int? actual = reply is { InputTokens: { } input, OutputTokens: { } written } ? (int)Math.Min(int.MaxValue, (long)input + written) : null;
        lease.End(reply.Requests == 0 ? 0 : actual);
    }
}
