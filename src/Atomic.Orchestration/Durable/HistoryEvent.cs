namespace Atomic.Orchestration.Durable;

/// <summary>One durable event of an orchestration, as every host can tell it.</summary>
/// <param name="Type">What it says.</param>
/// <param name="At">When.</param>
/// <param name="TaskId">The action that it belongs to, counted from 0 in the order in which the code asked; -1 where it belongs to none.</param>
/// <param name="Name">The activity's, event's or orchestration's name; null where it has none.</param>
/// <param name="Payload">Its content as JSON in UTF-8; empty where it has none.</param>
public readonly record struct HistoryEvent(HistoryEventType Type, DateTimeOffset At, int TaskId, string? Name, ReadOnlyMemory<byte> Payload);
