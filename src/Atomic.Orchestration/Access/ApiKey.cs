namespace Atomic.Orchestration.Access;

/// <summary>What is kept of an API key. The key itself is shown once, when it is made, and kept nowhere.</summary>
public sealed record ApiKey
{
    /// <summary>Its public part, by which it is found: 16 characters of Crockford's base 32 in lower case.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of its secret part, hexadecimal in lower case. The secret is 256 random bits, so that no slow hash is needed.</summary>
    public required string SecretHash { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>What it may do.</summary>
    public required AccessScopes Scopes { get; init; }

    /// <summary>What its maker calls it; up to 100 characters, may be empty.</summary>
    public string Label { get; init; } = "";

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends to be valid; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was taken back; null where it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Whether it is valid then.</summary>
    /// <param name="now">The time.</param>
    public bool IsValidAt(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);
}
