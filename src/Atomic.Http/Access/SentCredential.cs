using Atomic.Orchestration.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Atomic.Http.Access;

/// <summary>
/// What a request has to prove who sends it: <c>Authorization: Bearer …</c>, or a key as <c>x-api-key</c> or <c>api-key</c>, as the clients of models
/// send theirs. The same in several headers is one; different ones are none, since nobody could say which was meant.
/// </summary>
/// <param name="Text">The key or token; null where there is none that can be read.</param>
/// <param name="IsBearer">Whether it stands in <c>Authorization</c>, where alone a token may.</param>
/// <param name="WasSent">Whether there was anything, readable or not.</param>
internal readonly record struct SentCredential(string? Text, bool IsBearer, bool WasSent)
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether it is meant to be a key of this house.</summary>
    public bool IsMeantAsKey => Text?.StartsWith(ApiKeyText.Prefix, StringComparison.Ordinal) == true;

    /// <summary>Reads it.</summary>
    /// <param name="request">The request.</param>
    public static SentCredential Read(HttpRequest request)
    {
        var headers = request.Headers;
        var authorization = headers.Authorization;
        var first = headers["x-api-key"];
        var second = headers["api-key"];
        if (authorization.Count + first.Count + second.Count == 0) return default;
        var bearer = BearerOf(authorization);
        var text = bearer ?? Single(first) ?? Single(second);
        var isOne = Agrees(authorization, bearer, text) && Agrees(first, Single(first), text) && Agrees(second, Single(second), text);
        return new SentCredential(isOne ? text : null, isOne && bearer is not null, WasSent: true);
    }

    private static string? BearerOf(StringValues authorization) =>
        Single(authorization) is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && value.AsSpan(Scheme.Length).Trim() is { Length: > 0 } token
            ? token.ToString()
            : null;

    private static string? Single(StringValues values) => values.Count == 1 && !string.IsNullOrWhiteSpace(values[0]) ? values[0]!.Trim() : null;

    private static bool Agrees(StringValues header, string? read, string? text) => header.Count == 0 || (read is not null && read == text);
}
