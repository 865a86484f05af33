using Microsoft.Extensions.Logging;

namespace Atomic.Providers;

/// <summary>What the providers log. Names and times only: no key, no payload, nothing that an endpoint said.</summary>
internal static partial class ProviderLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "Model {Model} at endpoint {Endpoint} is rate limited and does not bid until {Until:O}")]
    public static partial void RateLimited(this ILogger log, string model, string endpoint, DateTimeOffset until);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Warning, Message = "Model {Model} at endpoint {Endpoint} failed repeatedly and does not bid until {Until:O}")]
    public static partial void Rests(this ILogger log, string model, string endpoint, DateTimeOffset until);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Warning, Message = "Embedder {Bidder} gave nothing several times in a row; inputs are not embedded until {Until:O}")]
    public static partial void EmbedderRests(this ILogger log, string bidder, DateTimeOffset? until);

    [LoggerMessage(EventId = 3020, Level = LogLevel.Warning, Message = "Verifier program {Program} came to no verdict: {Reason}")]
    public static partial void VerifierWithoutVerdict(this ILogger log, string program, string reason);
}
