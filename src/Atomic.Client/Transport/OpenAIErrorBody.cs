namespace Atomic.Client.Transport;

/// <summary>An error as the OpenAI protocol tells it, in an answer or in the middle of a stream.</summary>
/// <param name="Error">The error; null where the body is none.</param>
internal sealed record OpenAIErrorBody(OpenAIError? Error);
