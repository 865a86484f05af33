using System.Text.Json;
using static Atomic.Providers.Chat.AnswerJson;

namespace Atomic.Providers.Chat;

/// <summary>What an endpoint answered, before it is judged: read here and not by the SDK, which gives up on finish reasons and figures that servers do send.</summary>
internal sealed record ModelAnswer
{
    private static readonly string[] MoreThanText = ["tool_calls", "function_call", "refusal", "audio", "annotations"];

    /// <summary>The fault of what is no answer at all.</summary>
    public static AnswerFault NoCompletion { get; } = AnswerFault.Foreign("chat completion");

    /// <summary>The choices as they came, at least one.</summary>
    public required IReadOnlyList<JsonElement> Choices { get; init; }

    /// <summary>The model that is said to have answered.</summary>
    public string? ServedModel { get; init; }

    /// <summary>Input tokens as billed.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Output tokens as billed.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>The text of the first choice; null where it has none.</summary>
    public string? Text => Text(Member(Choices[0], "message"), "content");

    /// <summary>Why the first choice ended; null where that is not said.</summary>
    public string? FinishReason => AnswerJson.Text(Choices[0], "finish_reason");

    /// <summary>Whether the first choice is a text and nothing else.</summary>
    public bool IsText => !Array.Exists(MoreThanText, name => TryGetFilled(Member(Choices[0], "message"), name, out _)) && Member(Choices[0], "logprobs") is null;

    /// <summary>The choices that call no tools: each of them is meant as an answer.</summary>
    public IReadOnlyList<JsonElement> Answers => [.. Choices.Where(static choice => !CallsTools(choice))];

    /// <summary>Whether a filter withheld every choice.</summary>
    public bool IsFiltered => Choices.All(static choice => AnswerJson.Text(choice, "finish_reason") == "content_filter");

    /// <summary>Whether the model says in a choice that it refuses.</summary>
    /// <param name="choice">One of <see cref="Choices"/>.</param>
    public static bool IsRefused(JsonElement choice) => TryGetFilled(Member(choice, "message"), "refusal", out _);

    /// <summary>Whether a choice ended at the limit of its length.</summary>
    /// <param name="choice">One of <see cref="Choices"/>.</param>
    public static bool IsCutOff(JsonElement choice) => AnswerJson.Text(choice, "finish_reason") == "length";

    /// <summary>Reads an answer.</summary>
    /// <param name="body">The answer's body.</param>
    /// <param name="fault">What is wrong with it, where it is none.</param>
    /// <returns>Null where it is none.</returns>
    public static ModelAnswer? Read(ReadOnlySpan<byte> body, out AnswerFault fault)
    {
        if (TryParse(body, out var answer))
            return Read(answer, out fault);
        fault = NoCompletion;
        return null;
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="fault">What is wrong with it, where it is none.</param>
    /// <returns>Null where it is none.</returns>
    public static ModelAnswer? Read(JsonElement answer, out AnswerFault fault)
    {
        fault = NoCompletion;
        if (ErrorAnswer.FaultOf(answer, "in place of an answer (HTTP 200)") is { } error)
            fault = error;
        if (Member(answer, "choices") is not { ValueKind: JsonValueKind.Array } choices || choices.GetArrayLength() is 0 or > ChatParameters.MostChoices)
            return null;

        var all = choices.EnumerateArray().ToArray();
        if (!Array.TrueForAll(all, static choice => Member(choice, "message") is { ValueKind: JsonValueKind.Object }))
            return null;

        // Servers number their choices from 0, in any order; one that gives two the same number has lost one of them.
        if (all.Select((choice, at) => Integer(choice, "index") ?? at).Distinct().Count() != all.Length)
        {
            fault = AnswerFault.Malformed("gave two choices the same index");
            return null;
        }

        var usage = Member(answer, "usage");
        return new ModelAnswer
        {
            Choices = [.. all.OrderBy(static choice => Integer(choice, "index") ?? 0)],
            ServedModel = Model(answer),
            InputTokens = AnswerJson.Tokens(usage, "prompt_tokens"),
            OutputTokens = AnswerJson.Tokens(usage, "completion_tokens"),
        };
    }

    private static bool CallsTools(JsonElement choice) =>
        TryGetFilled(Member(choice, "message"), "tool_calls", out _) || TryGetFilled(Member(choice, "message"), "function_call", out _);
}
