using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Orchestration.Durable;

/// <summary>What a durable event says. The names are those of Durable Task where it has one.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<HistoryEventType>))]
public enum HistoryEventType
{
    /// <summary>The instance was started; payload: its input.</summary>
    ExecutionStarted,

    /// <summary>An activity was asked for.</summary>
    TaskScheduled,

    /// <summary>An activity that was running when the process died was started again.</summary>
    TaskRedelivered,

    /// <summary>An activity ended; payload: its result.</summary>
    TaskCompleted,

    /// <summary>An activity failed for good; payload: the reason, as a JSON string.</summary>
    TaskFailed,

    /// <summary>A timer was set; payload: when it fires, as a JSON string.</summary>
    TimerCreated,

    /// <summary>A timer fired.</summary>
    TimerFired,

    /// <summary>A timer was taken back.</summary>
    TimerCancelled,

    /// <summary>An external event was raised; payload: its content.</summary>
    EventRaised,

    /// <summary>A sub-orchestration was asked for.</summary>
    SubOrchestrationScheduled,

    /// <summary>A sub-orchestration returned; payload: its result.</summary>
    SubOrchestrationCompleted,

    /// <summary>A sub-orchestration failed; payload: the reason, as a JSON string.</summary>
    SubOrchestrationFailed,

    /// <summary>The orchestration began again with fresh history; payload: the next input.</summary>
    ContinuedAsNew,

    /// <summary>The orchestration returned; payload: its result.</summary>
    ExecutionCompleted,

    /// <summary>The orchestration threw; payload: the reason, as a JSON string.</summary>
    ExecutionFailed,

    /// <summary>The orchestration was terminated; payload: the reason, as a JSON string.</summary>
    ExecutionTerminated,
}
