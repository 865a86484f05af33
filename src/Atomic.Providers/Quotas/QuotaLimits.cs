namespace Atomic.Providers.Quotas;

/// <summary>How much work may be given at a time; null: no bound.</summary>
/// <param name="Concurrency">Calls at once.</param>
/// <param name="RequestsPerMinute">Requests in any 60 seconds.</param>
/// <param name="TokensPerMinute">Tokens, in and out, of the requests in any 60 seconds.</param>
internal sealed record QuotaLimits(int? Concurrency, int? RequestsPerMinute, int? TokensPerMinute)
{
    /// <summary>Whether anything is bounded.</summary>
    public bool IsBounded => Concurrency is not null || RequestsPerMinute is not null || TokensPerMinute is not null;
}
