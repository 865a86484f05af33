using Atomic.Core.Decisions;
using Microsoft.Extensions.AI;

namespace Atomic.Providers.Chat;

/// <summary>What a model is told when it is asked again: its own answer, and what is wrong with it. It stands behind the messages of the first asking.</summary>
internal static class ModelReask
{
    private const string Opening = "Your answer does not meet the JSON Schema:\n";
    private const string Closing = "\nAnswer with the corrected JSON only, and with nothing else.";

    /// <summary>The answer as the assistant's message, and the faults as the user's.</summary>
    /// <param name="rejected">The refused answer; null at the first asking, and then there is nothing to tell.</param>
    public static IEnumerable<ChatMessage> Messages(RejectedAnswer? rejected) => rejected is null ? [] :
    [
        new ChatMessage(ChatRole.Assistant, rejected.Text),
        new ChatMessage(ChatRole.User, Opening + string.Join('\n', rejected.Faults.Select(static fault => $"- {fault}")) + Closing),
    ];
}
