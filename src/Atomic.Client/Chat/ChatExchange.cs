using System.ClientModel.Primitives;

namespace Atomic.Client.Chat;

/// <summary>One chat request with what goes beside its body: the headers that it takes along, and those that its answer brought.</summary>
internal sealed class ChatExchange
{
    private static readonly AsyncLocal<ChatExchange?> Ambient = new();

    /// <summary>The one that this flow of control sends; null: none.</summary>
    public static ChatExchange? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Headers of the request.</summary>
    public Dictionary<string, string> RequestHeaders { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The answer; null before it came.</summary>
    public PipelineResponse? Answer { get; set; }

    /// <summary>A header of the answer; null where it has none of that name.</summary>
    /// <param name="name">The header.</param>
    public string? Find(string name) => Answer?.Headers.TryGetValue(name, out var value) == true ? value : null;
}
