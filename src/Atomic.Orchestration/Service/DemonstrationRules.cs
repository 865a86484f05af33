using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Demonstrations;
using Atomic.Core.Learning;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Orchestration.Service;

/// <summary>Which judged answers may be shown to models as examples, and under which rules. Pure.</summary>
public static class DemonstrationRules
{
    /// <summary>Whether the judgement says something of what may be shown. Not where the microtask's policy allows no demonstrations: its input is then never one either.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="judgement">What was said of it.</param>
    public static bool Concerns(JudgedAnswer answer, Feedback judgement) =>
        judgement.Trust >= SignalTrust.OfExamples && answer is { Policy: { Demonstrations: not false }, AcceptedAt: not null }
        && (judgement.Score < 1 || judgement.Signal == Signal.Feedback || judgement.Label is not null);

    /// <summary>
    /// The source of an example; null where it may not be shown: it is a chat, whose last message is not all that the answer goes by, or the text is not its whole input. Its answer is the one
    /// that was found right, by feedback or held against a label (another verifier may have looked at the form alone); of a wrong one in free text the label, and of any other wrong one
    /// none, so that what was shown before is not shown again.
    /// </summary>
    /// <param name="answer">The answer; see <see cref="Concerns"/>.</param>
    /// <param name="judgement">What was said of it.</param>
    /// <param name="payload">What was worked on.</param>
    /// <param name="input">The input as it is kept.</param>
    public static DemonstrationSource? SourceOf(JudgedAnswer answer, Feedback judgement, MicrotaskPayload payload, string input)
    {
        if (answer is not { Policy: { } policy, AcceptedAt: { } acceptedAt } || !CanBeShown(payload) || string.IsNullOrWhiteSpace(input) || input.Length < InputText.Of(payload.Input).Length)
            return null;
        return new DemonstrationSource
        {
            MicrotaskId = answer.MicrotaskId,
            Answer = AnswerOf(answer, judgement),
            IsTyped = answer.IsTyped,
            AcceptedAt = acceptedAt,
            Regions = policy.Regions,
            RequireTags = policy.RequireTags,
            Allow = policy.Allow,
            Deny = policy.Deny,
        };
    }

    /// <summary>Whether examples can stand before that input, and it can be one: a text or an object, and no conversation.</summary>
    /// <param name="payload">What is worked on.</param>
    public static bool CanBeShown(MicrotaskPayload payload) => payload is { Parameters: null, Input.ValueKind: JsonValueKind.String or JsonValueKind.Object };

    private static string? AnswerOf(JudgedAnswer answer, Feedback judgement)
    {
        var text = judgement.Score >= 1 && answer.Output is { } output ? Text(output, answer.IsTyped) : answer.IsTyped ? null : judgement.Label;
        return string.IsNullOrWhiteSpace(text) || text.Length > DemonstrationSource.LongestAnswer ? null : text;
    }

    private static string? Text(JsonElement output, bool isTyped) => output.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.String when !isTyped => output.GetString(),
        _ => output.GetRawText(),
    };
}
