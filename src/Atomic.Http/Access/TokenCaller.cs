using System.Security.Claims;
using Atomic.Http.Problems;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Access;

/// <summary>Reads who a genuine token is about.</summary>
internal static class TokenCaller
{
    private static readonly string[] DefaultScopeClaims = ["scp", "roles"];

    /// <summary>The caller, or why a genuine token is none here.</summary>
    /// <param name="token">What the token says.</param>
    /// <param name="options">How to read it.</param>
    public static Result<Caller> Of(ClaimsPrincipal token, OidcOptions options)
    {
        if (token.FindFirst(options.TenantClaim)?.Value is not { Length: > 0 } claimed)
            return new Problem(HttpErrorCodes.Forbidden, $"The token has no claim {options.TenantClaim}, which says whose the caller is; have the issuer put it in.");
        var tenant = options.TenantMap.FirstOrDefault(mapping => mapping.Claim == claimed)?.Tenant ?? claimed;
        return TenantName.IsValid(tenant)
            ? new Caller(tenant, NameOf(token), ScopesOf(token, options))
            : new Problem(HttpErrorCodes.Forbidden, $"The token's {options.TenantClaim} belongs to no tenant here; have the operator add it to Atomic:Access:Oidc:TenantMap.");
    }

    // The object id is a person's or application's own in Entra ID; elsewhere the subject is.
    private static string NameOf(ClaimsPrincipal token) => token.FindFirst("oid")?.Value ?? token.FindFirst("sub")?.Value ?? "token";

    private static AccessScopes ScopesOf(ClaimsPrincipal token, OidcOptions options)
    {
        var scopes = AccessScopes.None;
        foreach (var claim in options.ScopeClaim.Length > 0 ? [options.ScopeClaim] : DefaultScopeClaims)
        {
            // A list of roles comes as a claim for each, scopes as one text with blanks between.
            foreach (var name in token.FindAll(claim).SelectMany(static found => found.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                scopes |= ScopeOf(name);
        }

        return scopes;
    }

    private static AccessScopes ScopeOf(string name) => name switch
    {
        "Atomic.Read" => AccessScopes.Read,
        "Atomic.Run" => AccessScopes.Run,
        "Atomic.Admin" => AccessScopes.Admin,
        _ => AccessScopes.None,
    };
}
