namespace Atomic.Providers.Quotas;

/// <summary>A request that counts in a minute.</summary>
/// <param name="at">When it was let through.</param>
/// <param name="tokens">Its tokens, as far as they are known.</param>
internal sealed class QuotaEntry(DateTimeOffset at, int tokens)
{
    /// <summary>When it was let through.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>Its tokens: expected, later actual.</summary>
    public int Tokens { get; set; } = tokens;

    /// <summary>Whether its minute is over.</summary>
    public bool IsForgotten { get; set; }
}
