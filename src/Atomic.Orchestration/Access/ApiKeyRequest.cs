namespace Atomic.Orchestration.Access;

/// <summary>What is asked of a new API key.</summary>
/// <param name="Tenant">Whose it is; see <see cref="TenantName"/>.</param>
/// <param name="Scopes">What it may do; at least one.</param>
/// <param name="Label">What its maker calls it; up to <see cref="MaxLabelLength"/> characters, may be empty.</param>
/// <param name="ExpiresAt">When it ends to be valid; null: never.</param>
public sealed record ApiKeyRequest(string Tenant, AccessScopes Scopes, string Label = "", DateTimeOffset? ExpiresAt = null)
{
    /// <summary>Characters of a label at most.</summary>
    public const int MaxLabelLength = 100;

    /// <summary>Days for which a key can be valid at most, where it ends at all.</summary>
    public const int MaxDays = 3650;
}
