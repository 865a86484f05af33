using System.Text.Json;
using Atomic.Orchestration.Durable;

namespace Atomic.Functions.Journals;

/// <summary>
/// The durable events that orchestrator code has seen, in the order in which it saw them. It is built anew by each replay, and always the same: what
/// is in it comes from durable history alone. Used from the orchestration's own thread.
/// </summary>
/// <param name="now">The time of the event that is being handled.</param>
internal sealed class Journal(Func<DateTimeOffset> now)
{
    private readonly List<JournalEntry> _entries = [];
    private int _tasks;

    /// <summary>The events so far.</summary>
    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>The number of the next action.</summary>
    public int NextTaskId() => _tasks++;

    /// <summary>Adds an event.</summary>
    /// <param name="type">What it says.</param>
    /// <param name="taskId">The action that it belongs to; null where it belongs to none.</param>
    /// <param name="name">Its name; null where it has none.</param>
    /// <param name="payload">Its content; null where it has none.</param>
    public void Append(HistoryEventType type, int? taskId = null, string? name = null, JsonElement? payload = null) =>
        _entries.Add(new JournalEntry(type, now(), taskId, name, payload));
}
