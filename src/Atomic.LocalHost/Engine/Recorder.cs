using Atomic.LocalHost.History;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Engine;

/// <summary>Records what happens to an instance and hands it to the database, event by event in order, with the row that it leads to.</summary>
internal sealed class Recorder(Instance instance, OrchestrationSnapshot row)
{
    private readonly HistoryWriter _history = new();
    private DurableEffects? _effects;
    private bool _changesRow;
    private bool _resets;
    private bool _isStart;
    private int _sequence;
    private long _lastTicket;

    /// <summary>The row as it will be after the next flush, but for its time.</summary>
    public OrchestrationSnapshot Row { get; private set; } = row;

    /// <summary>How many events the run has.</summary>
    public int EventCount { get; set; }

    /// <summary>The instance's run.</summary>
    public int Execution { get; set; }

    /// <summary>The ticket of the instance's start; 0 where that is durable.</summary>
    public long StartTicket { get; private set; }

    /// <summary>The ticket of the last flush.</summary>
    public long LastTicket => Volatile.Read(ref _lastTicket);

    /// <summary>What waits for the next flush to be durable.</summary>
    public DurableEffects Effects => _effects ??= new DurableEffects(instance);

    /// <summary>The instance is new.</summary>
    public void BeginAtStart() => _isStart = true;

    /// <summary>The instance goes on where the database has it.</summary>
    public void BeginAt(int execution, int sequence) => (Execution, _sequence) = (execution, sequence);

    /// <summary>Records an event.</summary>
    public void Append(HistoryEventType type, int taskId, string? name, ReadOnlySpan<byte> payload)
    {
        _history.Append(type, instance.Now, taskId, name, payload);
        EventCount++;
    }

    /// <summary>Records the end; the output stands in the row.</summary>
    public void AppendCompleted()
    {
        _history.AppendWithPayloadInRow(HistoryEventType.ExecutionCompleted, instance.Now);
        EventCount++;
    }

    /// <summary>Changes the row.</summary>
    public void Change(OrchestrationSnapshot changed)
    {
        Row = changed;
        _changesRow = true;
    }

    /// <summary>Drops all history: the instance continues as new.</summary>
    public void Reset()
    {
        _history.Clear();
        _effects?.DropActivities();
        _resets = true;
        _changesRow = true;
        _sequence = 0;
        EventCount = 0;
        Execution++;
    }

    /// <summary>Hands what was recorded to the database.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Flush()
    {
        if (_history.IsEmpty && !_changesRow)
        {
            FlushEffects();
            return false;
        }

        Row = Row with { UpdatedAt = instance.Now };
        var ticket = instance.Services.Database.Enqueue(new InstanceChange(instance.Services.Journal)
        {
            Identity = instance.Identity,
            Row = Row,
            Execution = Execution,
            Segment = _history.Take(),
            Sequence = _sequence++,
            IsStart = _isStart,
            ResetsHistory = _resets,
            ChangesRow = _changesRow,
        });
        Volatile.Write(ref _lastTicket, ticket);
        if (_isStart)
            StartTicket = ticket;
        (_isStart, _resets, _changesRow) = (false, false, false);
        if (instance.Feed.Publish(ticket, Row))
            Effects.HasWatchers = true;
        FlushEffects();
        return true;
    }

    private void FlushEffects()
    {
        if (_effects is not { IsEmpty: false } effects)
            return;
        _effects = null;
        instance.Services.Database.OnDurable(_lastTicket, effects, static (waiting, failure) => waiting.Happen(failure));
    }
}
