using Atomic.Orchestration.Access;

namespace Atomic.Cli.Api;

/// <summary>An API key as the API tells it.</summary>
internal sealed record KeyAnswer
{
    /// <summary>The whole key; only where it was made just now.</summary>
    public string? Key { get; init; }

    /// <summary>Its public part.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>What its maker calls it.</summary>
    public string Label { get; init; } = "";

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends to be valid; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was taken back; null where it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>What its maker should know; only where it was made just now.</summary>
    public string? Notice { get; init; }

    /// <summary>A key of a store.</summary>
    /// <param name="key">The key.</param>
    public static KeyAnswer Of(ApiKey key) => new()
    {
        Id = key.Id,
        Tenant = key.Tenant,
        Scopes = ScopeNames.Of(key.Scopes),
        Label = key.Label,
        CreatedAt = key.CreatedAt,
        ExpiresAt = key.ExpiresAt,
        RevokedAt = key.RevokedAt,
    };

    /// <summary>A key that was made just now.</summary>
    /// <param name="issued">The key.</param>
    public static KeyAnswer Of(IssuedApiKey issued) =>
        Of(issued.Key) with { Key = issued.Text.Reveal(), Notice = issued.IsFirst ? IssuedApiKey.FirstKeyNotice : null };
}
