using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Atomic.LocalHost.Engine;

/// <summary>External events by name: those that came before they were asked for, and those who ask.</summary>
internal sealed class EventInbox
{
    private readonly Dictionary<string, Channel> _channels = new(StringComparer.Ordinal);

    /// <summary>How many ask.</summary>
    public int WaiterCount { get; private set; }

    /// <summary>Whether an event came that nobody asked for yet.</summary>
    public bool HasUnread => _channels.Values.Any(channel => channel.Events.Count > 0);

    /// <summary>Asks for the next event of that name.</summary>
    public Task<TEvent> AskAsync<TEvent>(string name, JsonTypeInfo<TEvent> json)
    {
        var channel = ChannelOf(name);
        var waiter = new Waiter<TEvent>(json);
        if (channel.Events.TryDequeue(out var payload))
        {
            waiter.Complete(payload.Span);
            return waiter.Task;
        }

        channel.Waiters.Enqueue(waiter);
        WaiterCount++;
        return waiter.Task;
    }

    /// <summary>Hands an event to who asked first, or keeps it.</summary>
    public void Raise(string name, ReadOnlyMemory<byte> payload)
    {
        var channel = ChannelOf(name);
        if (!channel.Waiters.TryDequeue(out var waiter))
        {
            channel.Events.Enqueue(payload);
            return;
        }

        WaiterCount--;
        waiter.Complete(payload.Span);
    }

    /// <summary>The events that nobody asked for, per name in the order in which they came.</summary>
    public List<(string Name, ReadOnlyMemory<byte> Payload)> Unread() =>
        [.. _channels.SelectMany(channel => channel.Value.Events.Select(payload => (channel.Key, payload)))];

    private Channel ChannelOf(string name)
    {
        if (!_channels.TryGetValue(name, out var channel))
            _channels.Add(name, channel = new Channel());
        return channel;
    }

    private abstract class Waiter
    {
        public abstract void Complete(ReadOnlySpan<byte> json);
    }

    private sealed class Waiter<TEvent>(JsonTypeInfo<TEvent> json) : Waiter
    {
        private readonly TaskCompletionSource<TEvent> _source = new();

        public Task<TEvent> Task => _source.Task;

        public override void Complete(ReadOnlySpan<byte> payload)
        {
            try
            {
                _source.SetResult(JsonSerializer.Deserialize(payload, json)!);
            }
            catch (JsonException exception)
            {
                // The same on replay: the payload is recorded, and the code may handle it.
                _source.SetException(exception);
            }
        }
    }

    private sealed class Channel
    {
        public Queue<ReadOnlyMemory<byte>> Events { get; } = new();

        public Queue<Waiter> Waiters { get; } = new();
    }
}
