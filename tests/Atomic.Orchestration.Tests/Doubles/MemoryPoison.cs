using System.Collections.Concurrent;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;

namespace Atomic.Orchestration.Tests.Doubles;

/// <summary>Given-up messages in memory; fails where it is told to.</summary>
internal sealed class MemoryPoison : IPoisonStore, IDurabilityBarrier
{
    private readonly ConcurrentDictionary<string, PoisonMessage> _messages = new();

    public Exception? Failure { get; set; }

    /// <summary>How many messages were kept when durability was awaited last.</summary>
    public int Durable { get; private set; }

    public IReadOnlyCollection<PoisonMessage> Messages => [.. _messages.Values];

    public ValueTask AddAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        if (Failure is not null)
            throw Failure;
        _messages[message.Id] = message;
        return default;
    }

    public ValueTask<IReadOnlyList<PoisonMessage>> ListAsync(int top, CancellationToken cancellationToken) =>
        new([.. _messages.Values.OrderByDescending(static message => message.GivenUpAt).Take(top)]);

    public ValueTask<PoisonMessage?> FindAsync(string id, CancellationToken cancellationToken) => new(_messages.GetValueOrDefault(id));

    public ValueTask<bool> RemoveAsync(string id, CancellationToken cancellationToken) => new(_messages.TryRemove(id, out _));

    public Task WaitUntilDurableAsync(CancellationToken cancellationToken)
    {
        Durable = _messages.Count;
        return Task.CompletedTask;
    }
}
