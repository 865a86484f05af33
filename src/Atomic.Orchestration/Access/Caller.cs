namespace Atomic.Orchestration.Access;

/// <summary>Who asks, as authentication found out.</summary>
/// <param name="Tenant">Whose microtasks it sees; see <see cref="TenantName"/>.</param>
/// <param name="Name">Who it is, for the log: a key's id or a token's subject; never a secret.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record Caller(string Tenant, string Name, AccessScopes Scopes)
{
    /// <summary>Whoever is on this machine, where no access is configured.</summary>
    public static Caller Loopback { get; } = new(TenantName.Default, "loopback", AccessScopes.All);

    /// <summary>Whether it may do all of that.</summary>
    /// <param name="scopes">What is to be done.</param>
    public bool May(AccessScopes scopes) => (Scopes & scopes) == scopes;
}
