using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>Something that the code asked for and that history does not have yet.</summary>
/// <param name="Event">The event that records it.</param>
/// <param name="Action">The action.</param>
internal readonly record struct AskedAction(HistoryEventType Event, PendingAction Action);
