namespace Atomic.Providers.Quotas;

/// <summary>One call's share of its quotas, from before its first request until its end.</summary>
/// <param name="gate">The gate that gave it.</param>
/// <param name="quotas">The quotas that it counts in.</param>
/// <param name="tokens">The tokens that it is expected to take.</param>
internal sealed class QuotaLease(QuotaGate gate, IReadOnlyList<Quota> quotas, int tokens)
{
    private readonly QuotaEntry?[] _entries = new QuotaEntry?[quotas.Count];

    /// <summary>The quotas that it counts in.</summary>
    public IReadOnlyList<Quota> Quotas => quotas;

    /// <summary>The tokens that it is expected to take, per request.</summary>
    public int Tokens => tokens;

    /// <summary>Its latest request in each quota; the gate's.</summary>
    internal Span<QuotaEntry?> Entries => _entries;

    /// <summary>Takes room for one more request of the same call, a retry.</summary>
    /// <returns>False where there is none now: the call ends with what it has.</returns>
    public bool TryRepeat() => gate.TryRepeat(this);

    /// <summary>The call has ended.</summary>
    /// <param name="actual">The tokens that it took, in and out; null where that is not known, and then the expectation stands.</param>
    public void End(int? actual) => gate.End(this, actual);
}
