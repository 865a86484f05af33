using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atomic.Functions.Journals;
using Atomic.Orchestration.Durable;
using Microsoft.DurableTask;

namespace Atomic.Functions.Orchestrations;

/// <summary>
/// External events by name. Who asked first is answered first, as on every host of ours: Durable Task would answer who asked last. It keeps events that
/// nobody has asked for yet, and names them without regard to case.
/// </summary>
/// <param name="context">The orchestration.</param>
/// <param name="journal">Takes what was raised.</param>
internal sealed class ExternalEvents(TaskOrchestrationContext context, Journal journal)
{
    private readonly Dictionary<string, Task<JsonElement>> _last = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The next event of that name that nobody before has asked for.</summary>
    /// <param name="name">The event's name.</param>
    /// <param name="json">How its payload is read.</param>
    public async Task<TEvent> NextAsync<TEvent>(string name, JsonTypeInfo<TEvent> json)
    {
        var next = ReceiveAsync(_last.GetValueOrDefault(name), name);
        _last[name] = next;
        return (await next).Deserialize(json)!;
    }

    private async Task<JsonElement> ReceiveAsync(Task? before, string name)
    {
        if (before is not null)
            await before;
        var payload = await context.WaitForExternalEvent<JsonElement>(name);
        journal.Append(HistoryEventType.EventRaised, name: name, payload: payload);
        return payload;
    }
}
