using System.Text.Json;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Providers.Chat;

/// <summary>What a caller asked for beside the messages, as far as the house has to understand it. The rest is passed on unread.</summary>
internal sealed class ChatParameters
{
    /// <summary>The most choices that the protocol knows.</summary>
    public const int MostChoices = 128;

    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    private ChatParameters(JsonElement? parameters)
    {
        IsPresent = parameters is not null;
        if (parameters is not { ValueKind: JsonValueKind.Object } given)
            return;

        // Of a name that is given twice the last counts, here as at the endpoint: what is priced is what is sent.
        foreach (var member in given.EnumerateObject())
            _members[member.Name] = member.Value;
    }

    /// <summary>Whether the caller speaks the OpenAI protocol at all.</summary>
    public bool IsPresent { get; }

    /// <summary>What was given, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Members => _members;

    /// <summary>How many choices are asked for (<c>n</c>), 1 to <see cref="MostChoices"/>.</summary>
    public int Choices => Integer("n") is { } choices ? (int)Math.Clamp(choices, 1, MostChoices) : 1;

    /// <summary>The caller's limit of the answer's length in tokens, the lower of its two names; null: none.</summary>
    public int? MaxTokens => (Limit("max_tokens"), Limit("max_completion_tokens")) switch
    {
        ({ } older, { } newer) => Math.Min(older, newer),
        var (older, newer) => older ?? newer,
    };

    /// <summary>Whether tools (or functions, their older name) are offered to the model.</summary>
    public bool HasTools => HasItems("tools") || HasItems("functions");

    /// <summary>Whether the tokens' probabilities are asked for.</summary>
    public bool HasLogprobs => Find("logprobs") is { ValueKind: JsonValueKind.True };

    /// <summary>The temperature that is asked for; null: none.</summary>
    public double? Temperature => Find("temperature") is { ValueKind: JsonValueKind.Number } given && given.TryGetDouble(out var temperature) ? temperature : null;

    /// <summary>The parameters of a payload.</summary>
    /// <param name="payload">The payload.</param>
    public static ChatParameters Of(MicrotaskPayload payload) => new(payload.Parameters);

    /// <summary>What was given under that name; null where nothing was, or JSON's null.</summary>
    /// <param name="name">The name in the protocol.</param>
    public JsonElement? Find(string name) =>
        _members.TryGetValue(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private long? Integer(string name) => Find(name) is { ValueKind: JsonValueKind.Number } given && given.TryGetInt64(out var number) ? number : null;

    private int? Limit(string name) => Integer(name) is > 0 and var limit ? (int)Math.Min(limit, int.MaxValue) : null;

    private bool HasItems(string name) => Find(name) is { ValueKind: JsonValueKind.Array } items && items.GetArrayLength() > 0;
}
