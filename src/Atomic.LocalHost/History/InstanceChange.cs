using Atomic.Orchestration.Durable;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.LocalHost.History;

/// <summary>Events of one instance and the row that they lead to.</summary>
internal sealed class InstanceChange(HistoryJournal journal) : IDatabaseWrite
{
    /// <summary>Whose.</summary>
    public required InstanceIdentity Identity { get; init; }

    /// <summary>The row after the events.</summary>
    public required OrchestrationSnapshot Row { get; init; }

    /// <summary>The instance's run, counted from 0.</summary>
    public required int Execution { get; init; }

    /// <summary>The events as a segment.</summary>
    public required byte[] Segment { get; init; }

    /// <summary>The number of the history row that the segment begins, unless it joins an earlier one of the group.</summary>
    public required int Sequence { get; init; }

    /// <summary>Whether this is the instance's first change.</summary>
    public bool IsStart { get; init; }

    /// <summary>Whether all earlier history goes: the instance continues as new.</summary>
    public bool ResetsHistory { get; init; }

    /// <summary>Whether more than the time of the row has changed.</summary>
    public bool ChangesRow { get; init; }

    /// <inheritdoc/>
    public void Apply(IStatementCache statements) => journal.Gather(this);
}
