namespace Atomic.Http.Access;

/// <summary>Whose tokens are taken, beside API keys: those of one OpenID Connect issuer, for instance a Microsoft Entra ID tenant.</summary>
public sealed class OidcOptions
{
    /// <summary>The issuer: <c>/.well-known/openid-configuration</c> below it says how its tokens are signed. Empty: no tokens are taken.</summary>
    public string Authority { get; set; } = "";

    /// <summary>For whom a token must be meant, its <c>aud</c>.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The claim that says whose the caller is; default <c>tid</c>.</summary>
    public string TenantClaim { get; set; } = "tid";

    /// <summary>Values of that claim to names of tenants here. A value that is not in it is taken as it is where it can be a tenant's name, else refused.</summary>
    public IList<TenantMapping> TenantMap { get; set; } = [];

    /// <summary>The claim that has the scopes <c>Atomic.Read</c>, <c>Atomic.Run</c>, <c>Atomic.Admin</c>; empty: both <c>scp</c> and <c>roles</c>.</summary>
    public string ScopeClaim { get; set; } = "";

    /// <summary>Whether the issuer must be reached over https; default true. Set it to false for tests only.</summary>
    public bool RequireHttpsMetadata { get; set; } = true;

    /// <summary>Whether tokens are taken.</summary>
    public bool IsConfigured => Authority.Length > 0;
}
