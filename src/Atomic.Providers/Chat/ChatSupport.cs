using Atomic.Orchestration.Microtasks;
using Atomic.Providers.Configuration;

namespace Atomic.Providers.Chat;

/// <summary>What a bidder cannot serve of a request: found before it bids, so that no call is spent on finding it out.</summary>
internal static class ChatSupport
{
    /// <summary>What a model cannot serve, in one sentence; null where it can serve the request.</summary>
    /// <param name="options">The bidder's options.</param>
    /// <param name="payload">The request.</param>
    public static string? GapOf(BidderOptions options, MicrotaskPayload payload)
    {
        var asked = ChatParameters.Of(payload);
        if (!asked.IsPresent)
            return null;
        if (asked.HasTools && !options.Tools)
            return "It takes no tools (its option Tools is false), and the request offers some.";
        if (asked.Choices > options.MaxChoices)
            return $"It gives at most {options.MaxChoices} choices (its option MaxChoices), and {asked.Choices} are asked for.";
        if (options.OmitTemperature && asked.Temperature is { } temperature && temperature is not 1)
            return $"It takes no temperature (its option OmitTemperature), and {temperature} is asked for.";
        return !options.Vision && ChatMessageParts.HasOtherThanText(payload.Input)
            ? "It takes text only (its option Vision is false), and the messages have parts that are no text."
            : null;
    }

    /// <summary>What a specialist cannot serve, which gives one label or one object and no more; null where that may do.</summary>
    /// <param name="payload">The request.</param>
    public static string? GapOfSpecialist(MicrotaskPayload payload)
    {
        var asked = ChatParameters.Of(payload);
        if (!asked.IsPresent)
            return null;
        if (asked.HasTools)
            return "It calls no tools, and the request offers some.";
        if (asked.Choices > 1)
            return $"It gives one answer, and {asked.Choices} choices are asked for.";
        if (asked.HasLogprobs)
            return "It has no tokens, and their probabilities are asked for.";
        return ChatMessageParts.HasOtherThanText(payload.Input) ? "It reads text only, and the messages have parts that are no text." : null;
    }
}
