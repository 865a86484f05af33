using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Access;

/// <summary>
/// The API keys of the house. What is done through it holds at once in this process; what another process does to the same store holds here
/// within <see cref="CacheTime"/>.
/// </summary>
public sealed class ApiKeys
{
    private readonly IApiKeyStore _store;
    private readonly IDurabilityBarrier _barrier;
    private readonly ApiKeyIssuer _issuer;
    private readonly TimeProvider _time;
    private readonly ApiKeyCache _cache;
    private readonly ApiKeyPresence _presence;
    private volatile KnownApiKey? _own;

    /// <summary>The keys of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="barrier">Durability.</param>
    /// <param name="random">Where secrets come from: fills the span with bytes of a cryptographic generator, which the host hands in.</param>
    /// <param name="time">The clock.</param>
    public ApiKeys(IApiKeyStore store, IDurabilityBarrier barrier, Action<Span<byte>> random, TimeProvider time)
    {
        (_store, _barrier, _time) = (store, barrier, time);
        _issuer = new ApiKeyIssuer(random, time);
        _cache = new ApiKeyCache(time);
        _presence = new ApiKeyPresence(store, time);
    }

    /// <summary>How long a key that was read is taken as read: a key that another process takes back is refused after this at the latest.</summary>
    public static TimeSpan CacheTime { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the house has, or ever had, a key.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<bool> IsAnyAsync(CancellationToken cancellationToken) => _presence.IsAnyAsync(cancellationToken);

    /// <summary>Finds out who holds a key.</summary>
    /// <param name="text">The key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<ApiKeyCheck> CheckAsync(ApiKeyText text, CancellationToken cancellationToken)
    {
        var known = _own is { } own && text.Id.SequenceEqual(own.Key.Id) ? own : _cache.Find(text.Id);
        return known is null ? ReadAsync(text, cancellationToken) : new(known.Check(text, _time.GetUtcNow()));
    }

    /// <summary>Makes a key and keeps it; durable when it returns.</summary>
    /// <param name="request">What is asked of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IssuedApiKey> CreateAsync(ApiKeyRequest request, CancellationToken cancellationToken)
    {
        var isFirst = (await _store.ListAsync(tenant: null, cancellationToken)).Count == 0;
        var issued = _issuer.Issue(request);
        await _store.AddAsync(issued.Key, cancellationToken);
        await _barrier.WaitUntilDurableAsync(cancellationToken);
        _presence.Note();
        return issued with { IsFirst = isFirst };
    }

    /// <summary>
    /// Makes a key that lives in this process's memory only, for its own client: it is in no store and in no list, and does not make the house one that
    /// has keys. One at a time.
    /// </summary>
    public ApiKeyText CreateOwn()
    {
        var issued = _issuer.Issue(new ApiKeyRequest(TenantName.Default, AccessScopes.All, "this process"));
        _own = new KnownApiKey(issued.Key, _time.GetTimestamp());
        return issued.Text;
    }

    /// <summary>The keys in order of their making, revoked and expired ones too; at most 1,000.</summary>
    /// <param name="tenant">The tenant; null: every one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<IReadOnlyList<ApiKey>> ListAsync(string? tenant, CancellationToken cancellationToken) => _store.ListAsync(tenant, cancellationToken);

    /// <summary>Takes a key back; durable, and refused in this process, when it returns. Taking it back again changes nothing.</summary>
    /// <param name="id">The key's public part.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The key as it is then; null where there is none of that id.</returns>
    public async Task<ApiKey?> RevokeAsync(string id, CancellationToken cancellationToken)
    {
        if (!ApiKeyText.IsId(id)) return null;
        var revoked = await _store.RevokeAsync(id, _time.GetUtcNow(), cancellationToken);
        _cache.Remove(id);
        await _barrier.WaitUntilDurableAsync(cancellationToken);
        return revoked;
    }

    private async ValueTask<ApiKeyCheck> ReadAsync(ApiKeyText text, CancellationToken cancellationToken)
    {
        var revocations = _cache.Revocations;
        var readAt = _time.GetTimestamp();
        if (await _store.FindAsync(text.Id.ToString(), cancellationToken) is not { } key) return new ApiKeyCheck(null, ApiKeyFault.Unknown);
        var known = new KnownApiKey(key, readAt);
        var check = known.Check(text, _time.GetUtcNow());
        if (check.Caller is null) return check;
        _cache.Keep(known, revocations);
        _presence.Note();
        return check;
    }
}
