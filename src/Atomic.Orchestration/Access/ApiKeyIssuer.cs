namespace Atomic.Orchestration.Access;

/// <summary>Makes API keys. Keeps none.</summary>
/// <param name="random">Where secrets come from: fills the span with bytes of a cryptographic generator, which the host hands in.</param>
/// <param name="time">When they are made.</param>
public sealed class ApiKeyIssuer(Action<Span<byte>> random, TimeProvider time)
{
    /// <summary>Makes a key.</summary>
    /// <param name="request">What is asked of it; checked by its reader.</param>
    public IssuedApiKey Issue(ApiKeyRequest request)
    {
        Span<byte> bytes = stackalloc byte[ApiKeyText.IdBytes + ApiKeyText.SecretBytes];
        random(bytes);
        var text = ApiKeyText.Of(bytes);
        bytes.Clear();
        return new IssuedApiKey(
            text,
            new ApiKey
            {
                Id = text.Id.ToString(),
                SecretHash = text.HashSecret(),
                Tenant = request.Tenant,
                Scopes = request.Scopes,
                Label = request.Label,
                CreatedAt = time.GetUtcNow(),
                ExpiresAt = request.ExpiresAt,
            });
    }
}
