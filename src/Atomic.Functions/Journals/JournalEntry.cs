using System.Text.Json;
using Atomic.Orchestration.Durable;

namespace Atomic.Functions.Journals;

/// <summary>One durable event as a journal keeps it.</summary>
/// <param name="Type">What it says.</param>
/// <param name="At">When, as the orchestration saw it.</param>
/// <param name="TaskId">The action that it belongs to, counted from 0 in the order in which the code asked; null where it belongs to none.</param>
/// <param name="Name">The activity's, event's or orchestration's name; null where it has none.</param>
/// <param name="Payload">Its content; null where it has none, or where it stands in the instance's own row.</param>
internal sealed record JournalEntry(HistoryEventType Type, DateTimeOffset At, int? TaskId = null, string? Name = null, JsonElement? Payload = null);
