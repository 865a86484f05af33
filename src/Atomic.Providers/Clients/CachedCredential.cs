using Azure.Core;

namespace Atomic.Providers.Clients;

/// <summary>
/// Keeps a credential's token until shortly before it expires, since the SDK's policy asks for one on every request, and the credential's own
/// cache takes longer than the rest of a call. Callers that meet an expiry together each ask the credential, which has its own way with that.
/// </summary>
/// <param name="credential">Whose tokens.</param>
/// <param name="time">The clock.</param>
internal sealed class CachedCredential(TokenCredential credential, TimeProvider time) : TokenCredential
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private volatile Entry? _entry;

    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        (Fresh(requestContext) ?? Keep(requestContext, credential.GetToken(requestContext, cancellationToken))).Token;

    /// <inheritdoc/>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        (Fresh(requestContext) ?? Keep(requestContext, await credential.GetTokenAsync(requestContext, cancellationToken))).Token;

    private Entry? Fresh(TokenRequestContext context) =>
        _entry is { } entry && time.GetUtcNow() < entry.Token.ExpiresOn - Margin && context.Claims is null && context.Scopes.AsSpan().SequenceEqual(entry.Scopes)
            ? entry
            : null;

    private Entry Keep(TokenRequestContext context, AccessToken token) => _entry = new Entry(context.Scopes, token);

    private sealed record Entry(string[] Scopes, AccessToken Token);
}
