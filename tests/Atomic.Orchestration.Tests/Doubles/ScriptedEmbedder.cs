using System.Collections.Concurrent;
using Atomic.Core.Embeddings;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Tests.Doubles;

/// <summary>Embeds as it is told, at a dollar per million tokens of four characters, and remembers what it was asked.</summary>
internal sealed class ScriptedEmbedder : IInputEmbedder
{
    public static readonly InputVector Vector = VectorProjection.Of("meaning-1", [1f, -0.5f, 0.25f])!;

    public Bidder Definition { get; set; } = Samples.Bidder("embedder") with { Model = "meaning-1", Operation = Operation.Embeddings, Price = new TokenPrice(1, 0) };

    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMilliseconds(500);

    public Func<EmbedderCall, Task<EmbedderReply>> OnEmbed { get; set; } = static _ => Task.FromResult(Answer());

    public ConcurrentQueue<EmbedderCall> Calls { get; } = new();

    public static EmbedderReply Answer(int? tokens = 10) => new() { Vector = Vector, WasSent = true, MayBeBilled = true, InputTokens = tokens, LatencySeconds = 0.02 };

    public static EmbedderReply Failure(bool billed = false) => new() { Detail = "It failed by itself.", WasSent = true, MayBeBilled = billed, LatencySeconds = 0.5 };

    public string Cut(string text) => text.Length <= 100 ? text : text[..100];

    public int CountTokens(string text) => (text.Length + 3) / 4;

    public Task<EmbedderReply> EmbedAsync(EmbedderCall call, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        return OnEmbed(call).WaitAsync(cancellationToken);
    }
}
