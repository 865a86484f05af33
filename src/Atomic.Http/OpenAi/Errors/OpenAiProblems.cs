using System.Globalization;
using Atomic.Core.Errors;
using Atomic.Http.Problems;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.OpenAi.Errors;

/// <summary>The house's problems in OpenAI's words.</summary>
internal static class OpenAiProblems
{
    /// <summary>The problem as an error. 422 becomes 400: to OpenAI's clients both mean that the request is at fault, and they know the latter by name.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="type">Its type.</param>
    /// <param name="retryAfterSeconds">When to try again, if it is temporary.</param>
    public static OpenAiError Of(Problem problem, ProblemType type, int retryAfterSeconds)
    {
        var status = type.Status == StatusCodes.Status422UnprocessableEntity ? StatusCodes.Status400BadRequest : type.Status;
        var param = ParamOf(problem.Pointer);
        return new OpenAiError(
            status,
            status >= StatusCodes.Status500InternalServerError ? OpenAiErrorTypes.Server : OpenAiErrorTypes.InvalidRequest,
            CodeOf(problem.Code),
            param is null ? problem.Detail : problem.Detail.Replace(problem.Pointer!, param, StringComparison.Ordinal),
            param)
        {
            RetryAfterSeconds = type.IsTemporary ? retryAfterSeconds : null,
            IsFinal = !type.IsTemporary && status >= StatusCodes.Status500InternalServerError,
        };
    }

    /// <summary>A JSON Pointer as OpenAI writes places in a request: <c>/messages/0/role</c> is <c>messages[0].role</c>; null where there is none.</summary>
    /// <param name="pointer">The pointer, or null.</param>
    public static string? ParamOf(string? pointer)
    {
        if (string.IsNullOrEmpty(pointer)) return null;
        var param = "";
        foreach (var part in pointer[1..].Split('/'))
        {
            var name = part.Replace("~1", "/").Replace("~0", "~");
            if (param.Length == 0) param = name;
            else param += int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"[{name}]" : $".{name}";
        }

        return param;
    }

    // The codes that clients look for by name; all others are the house's own in snake case.
    private static string CodeOf(string code) => code switch
    {
        HttpErrorCodes.Unauthenticated => "invalid_api_key",
        HttpErrorCodes.Forbidden => "insufficient_permissions",
        HttpErrorCodes.UnknownModel => "model_not_found",
        HttpErrorCodes.UnknownRoute => "unknown_url",
        ErrorCodes.UnknownField => "unknown_parameter",
        ErrorCodes.InvalidField => "invalid_value",
        ErrorCodes.MalformedJson => "invalid_json",
        _ => code.Replace('-', '_'),
    };
}
