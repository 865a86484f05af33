using Microsoft.AspNetCore.Http;

namespace Atomic.Http.OpenAi.Errors;

/// <summary>Errors that are always the same.</summary>
internal static class OpenAiErrors
{
    /// <summary>The microtask was removed while it was waited for.</summary>
    public static OpenAiError Gone { get; } = new(
        StatusCodes.Status502BadGateway, OpenAiErrorTypes.Server, "microtask_removed", "The microtask was removed while its answer was waited for; send the request again.");
}
