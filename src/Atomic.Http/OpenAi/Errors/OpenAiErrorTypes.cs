namespace Atomic.Http.OpenAi.Errors;

/// <summary>The <c>type</c> of OpenAI's errors.</summary>
internal static class OpenAiErrorTypes
{
    /// <summary>The request is at fault.</summary>
    public const string InvalidRequest = "invalid_request_error";

    /// <summary>The money that may be spent is spent.</summary>
    public const string InsufficientQuota = "insufficient_quota";

    /// <summary>The service or the models behind it are at fault, or busy.</summary>
    public const string Server = "server_error";
}
