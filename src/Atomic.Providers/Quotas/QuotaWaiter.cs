namespace Atomic.Providers.Quotas;

/// <summary>A call that waits for room.</summary>
/// <param name="quotas">The quotas that it counts in.</param>
/// <param name="tokens">The tokens that it is expected to take.</param>
internal sealed class QuotaWaiter(IReadOnlyList<Quota> quotas, int tokens)
{
    // Whoever is let through goes on by itself, not under the gate's lock.
    private readonly TaskCompletionSource<QuotaLease> _lease = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The quotas that it counts in.</summary>
    public IReadOnlyList<Quota> Quotas => quotas;

    /// <summary>The tokens that it is expected to take.</summary>
    public int Tokens => tokens;

    /// <summary>Its place in the row.</summary>
    public LinkedListNode<QuotaWaiter>? Place { get; set; }

    /// <summary>The lease, once there is one.</summary>
    public Task<QuotaLease> Lease => _lease.Task;

    /// <summary>Lets it through.</summary>
    /// <param name="lease">Its lease.</param>
    public void LetThrough(QuotaLease lease) => _lease.SetResult(lease);
}
