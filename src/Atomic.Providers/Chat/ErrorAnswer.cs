using System.Text.Json;
using Atomic.Core.Decisions;

namespace Atomic.Providers.Chat;

/// <summary>Reads the error object of the protocol: of a status that says so, of an answer that does not, and of a stream.</summary>
internal static class ErrorAnswer
{
    /// <summary>The error's code; null where the body has none.</summary>
    /// <param name="body">The body; null where there is none.</param>
    public static string? CodeOf(ReadOnlySpan<byte> body) => AnswerJson.TryParse(body, out var answer) ? AnswerJson.Text(AnswerJson.Member(answer, "error"), "code") : null;

    /// <summary>Whether the code says that a content filter stepped in.</summary>
    /// <param name="code">The code.</param>
    public static bool IsFilter(string? code) => code is "content_filter" or "content_policy_violation";

    /// <summary>The fault of an answer with status 200 that is an error; null where it is none.</summary>
    /// <param name="answer">The answer, or a piece of a stream.</param>
    /// <param name="where">Where the error stands, as the end of a sentence.</param>
    public static AnswerFault? FaultOf(JsonElement answer, string where)
    {
        if (AnswerJson.Member(answer, "error") is not { } error)
            return null;
        return IsFilter(AnswerJson.Text(error, "code"))
            ? new AnswerFault(AttemptOutcome.Declined, $"declined by its content filter {where}")
            : new AnswerFault(AttemptOutcome.ServerError, $"told of an error of its own {where}; see its log");
    }
}
