using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Access;

/// <summary>Finds out who asks: by a key, by a token, or, where the house has neither keys nor an issuer, because the request comes from this machine.</summary>
/// <param name="keys">The keys.</param>
/// <param name="tokens">The tokens.</param>
/// <param name="local">Knows this machine.</param>
/// <param name="refusals">Takes what is refused.</param>
internal sealed class CallerAuthenticator(ApiKeys keys, TokenAuthenticator tokens, ILocalCaller local, RefusalLog refusals)
{
    /// <summary>Who asks, or the problem that nobody can say.</summary>
    /// <param name="context">The request.</param>
    public async ValueTask<Result<Caller>> FindAsync(HttpContext context)
    {
        var sent = SentCredential.Read(context.Request);
        if (ApiKeyText.TryParse(sent.Text, out var key)) return await FindAsync(context, key);
        if (tokens.IsConfigured && sent is { IsBearer: true, IsMeantAsKey: false }) return await tokens.FindAsync(context);

        // Clients of models send some key to whatever they call. Where nobody was given one that says nothing, unless it was meant for a house like this.
        if (!sent.IsMeantAsKey && await IsOpenToAsync(context)) return Caller.Loopback;
        if (sent.WasSent) refusals.Write(context, "what was sent is neither a key nor a token that is taken here", "none");
        return AccessProblems.Unauthenticated;
    }

    private async ValueTask<Result<Caller>> FindAsync(HttpContext context, ApiKeyText key)
    {
        var check = await keys.CheckAsync(key, context.RequestAborted);
        if (check.Caller is { } caller) return caller;
        refusals.Write(context, Describe(check.Fault), $"key {key.Id}");
        return AccessProblems.Unauthenticated;
    }

    private async ValueTask<bool> IsOpenToAsync(HttpContext context) =>
        !tokens.IsConfigured && local.IsLocal(context) && !await keys.IsAnyAsync(context.RequestAborted);

    private static string Describe(ApiKeyFault fault) => fault switch
    {
        ApiKeyFault.Unknown => "there is no such key",
        ApiKeyFault.WrongSecret => "the key's secret is wrong",
        ApiKeyFault.Expired => "the key has expired",
        ApiKeyFault.Revoked => "the key was revoked",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault without words."),
    };
}
