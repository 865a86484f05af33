using Atomic.Http.OpenAi.Answers;
using Atomic.Http.OpenAi.Errors;
using Atomic.Http.OpenAi.Requests;

namespace Atomic.Http.OpenAi.Responses;

/// <summary>How a response stands: in progress unless it is answered or has failed.</summary>
/// <param name="Request">The request.</param>
/// <param name="MicrotaskId">The microtask's id.</param>
/// <param name="SubmittedAt">When it was accepted.</param>
/// <param name="Model">The model that answers, as far as it is known.</param>
internal sealed record ResponseState(OpenAiRequest Request, string MicrotaskId, DateTimeOffset SubmittedAt, string Model)
{
    /// <summary>The answer; null while there is none.</summary>
    public AnsweredRequest? Answered { get; init; }

    /// <summary>Why there will be none; null otherwise.</summary>
    public OpenAiError? Error { get; init; }
}
