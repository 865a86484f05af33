using Atomic.Orchestration.Access;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Access;

/// <summary>Stands before every handler that is not public.</summary>
public sealed class AccessControl
{
    private readonly CallerAuthenticator _authenticator;

    /// <summary>By that way to find out who asks.</summary>
    internal AccessControl(CallerAuthenticator authenticator) => _authenticator = authenticator;

    /// <summary>Lets the request pass, with its caller noted, or answers it with the problem.</summary>
    /// <param name="context">The request.</param>
    /// <param name="anyOf">The scopes of which the caller must have one.</param>
    /// <returns>Whether it passes.</returns>
    internal async ValueTask<bool> AdmitAsync(HttpContext context, AccessScopes anyOf)
    {
        var found = await _authenticator.FindAsync(context);
        if (!found.TryGet(out var caller, out var problem))
        {
            await AccessProblems.WriteAsync(context, problem);
            return false;
        }

        if ((caller.Scopes & anyOf) == AccessScopes.None)
        {
            await AccessProblems.WriteAsync(context, AccessProblems.Forbidden(anyOf));
            return false;
        }

        context.SetCaller(caller);
        return true;
    }
}
