using Atomic.Http.Problems;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Access;

/// <summary>How a request is turned away. Whatever is wrong with a credential, the answer is the same.</summary>
internal static class AccessProblems
{
    private const string Challenge = "Bearer";

    /// <summary>Nobody can say who asks.</summary>
    public static Problem Unauthenticated { get; } = new(
        HttpErrorCodes.Unauthenticated,
        "This needs a valid API key or token; send it as Authorization: Bearer KEY, or a key as x-api-key (the operator makes one with `atomic key create`).");

    /// <summary>Who asks may not.</summary>
    /// <param name="needed">Of these scopes, one would do.</param>
    public static Problem Forbidden(AccessScopes needed) => new(
        HttpErrorCodes.Forbidden,
        $"This needs the scope {string.Join(" or ", ScopeNames.Of(needed))}, which your key or token does not have; send one that has it.");

    /// <summary>Answers with the problem.</summary>
    /// <param name="context">The request.</param>
    /// <param name="problem">The problem.</param>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        if (problem.Code == HttpErrorCodes.Unauthenticated) headers.WWWAuthenticate = Challenge;
        if (problem.Code == HttpErrorCodes.Forbidden) headers.WWWAuthenticate = $"{Challenge} error=\"insufficient_scope\"";
        return ProblemResponse.WriteAsync(context, problem);
    }
}
