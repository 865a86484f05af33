using System.Collections.Concurrent;
using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Tests.Fixtures;

/// <summary>Keeps the pieces of an answer.</summary>
public sealed class ListSink : IAnswerSink
{
    private readonly ConcurrentQueue<AnswerDelta> _deltas = new();

    public IReadOnlyList<AnswerDelta> Deltas => [.. _deltas];

    /// <summary>Waited for before every piece is taken.</summary>
    public Func<Task>? Slowly { get; init; }

    /// <summary>The pieces as <c>choice:content finish</c>.</summary>
    public IReadOnlyList<string> Told => [.. _deltas.Select(static delta => $"{delta.Choice}:{delta.Delta.GetRawText()}{(delta.FinishReason is { } reason ? " " + reason : "")}")];

    public async ValueTask WriteAsync(AnswerDelta delta, CancellationToken cancellationToken)
    {
        if (Slowly is { } wait)
            await wait().WaitAsync(cancellationToken);
        _deltas.Enqueue(delta);
    }
}
