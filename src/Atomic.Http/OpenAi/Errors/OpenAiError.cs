namespace Atomic.Http.OpenAi.Errors;

/// <summary>An error as OpenAI's clients read it: <c>{"error":{"message","type","param","code"}}</c>, with its HTTP status.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">The class of errors, one of <see cref="OpenAiErrorTypes"/>.</param>
/// <param name="Code">The stable code, in snake case.</param>
/// <param name="Message">One sentence: what is wrong, and what to do.</param>
/// <param name="Param">The offending member of the request, for instance <c>messages[0].role</c>; null where it is none.</param>
internal sealed record OpenAiError(int Status, string Type, string Code, string Message, string? Param = null)
{
    /// <summary>Seconds after which to try again; null where nobody knows. At least 1.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>
    /// Whether the client's own retries would be in vain, or would only be paid again: OpenAI's clients repeat 408, 409, 429 and 5xx by themselves unless
    /// <c>x-should-retry: false</c> tells them not to.
    /// </summary>
    public bool IsFinal { get; init; }
}
