using Atomic.Orchestration.Access;

namespace Atomic.Http.Access;

/// <summary>Who is served, <c>Atomic:Access</c>. With neither keys nor an issuer, only the machine itself.</summary>
public sealed class AccessOptions
{
    /// <summary>Whose tokens are taken beside API keys.</summary>
    public OidcOptions Oidc { get; set; } = new();

    /// <summary>
    /// Names that the <c>Host</c> header may have, <c>*.example.com</c> for all below one. Empty: loopback names where the server listens on loopback
    /// only, else any: a page that has its own name resolve to this server can make a browser call it, but cannot make it send a key.
    /// </summary>
    public IList<string> AllowedHosts { get; set; } = [];

    /// <summary>What cannot be used, each as one sentence.</summary>
    public IEnumerable<string> Problems()
    {
        if (!Oidc.IsConfigured)
        {
            if (Oidc.Audience.Length > 0) yield return "Atomic:Access:Oidc has an Audience and no Authority; name the issuer whose tokens are to be taken.";
            yield break;
        }

        if (!Uri.TryCreate(Oidc.Authority, UriKind.Absolute, out var authority) || authority.Scheme is not ("http" or "https"))
            yield return "Atomic:Access:Oidc:Authority is no URL; give the issuer's, such as https://login.microsoftonline.com/TENANT-ID/v2.0.";
        else if (authority.Scheme != "https" && Oidc.RequireHttpsMetadata)
            yield return "Atomic:Access:Oidc:Authority must be an https URL, or whoever is on the way could make tokens; for tests, set RequireHttpsMetadata to false.";
        if (Oidc.Audience.Length == 0)
            yield return "Atomic:Access:Oidc:Audience is missing; without it, tokens that were made for other services would be taken.";
        if (Oidc.TenantClaim.Length == 0)
            yield return "Atomic:Access:Oidc:TenantClaim is empty; name the claim that says whose the caller is, such as tid.";
        if (Oidc.TenantMap.FirstOrDefault(static mapping => !TenantName.IsValid(mapping.Tenant)) is { } wrong)
            yield return $"Atomic:Access:Oidc:TenantMap has the Tenant '{wrong.Tenant}', which is no tenant's name; use {TenantName.Pattern}.";
        if (Oidc.TenantMap.Any(static mapping => mapping.Claim.Length == 0) || Oidc.TenantMap.DistinctBy(static mapping => mapping.Claim).Count() < Oidc.TenantMap.Count)
            yield return "Atomic:Access:Oidc:TenantMap has an entry without a Claim, or two of the same; give each entry a Claim of its own.";
    }
}
