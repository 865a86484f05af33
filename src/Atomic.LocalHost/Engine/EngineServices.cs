using Atomic.LocalHost.History;
using Atomic.LocalHost.Recovery;
using Atomic.LocalHost.Registration;
using Atomic.LocalHost.Timers;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.Logging;

namespace Atomic.LocalHost.Engine;

/// <summary>What the instances of a host share.</summary>
internal sealed class EngineServices
{
    private volatile bool _stopped;

    /// <summary>Puts the parts together.</summary>
    public EngineServices(IAtomicDatabase database, Registry registry, DurableHostOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        (Database, Registry, Options, Time, LoggerFactory) = (database, registry, options, time, loggers);
        Log = loggers.CreateLogger("Atomic.LocalHost");
        Activities = new ActivityGate(options.MaxConcurrentActivities);
        Instances = new InstanceTable(this);
        Timers = new TimerQueue(time, Instances.OnTimer);
    }

    /// <summary>The database.</summary>
    public IAtomicDatabase Database { get; }

    /// <summary>What gathers history for it.</summary>
    public HistoryJournal Journal { get; } = new();

    /// <summary>What can be run.</summary>
    public Registry Registry { get; }

    /// <summary>The limits.</summary>
    public DurableHostOptions Options { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Makes loggers for orchestrator code.</summary>
    public ILoggerFactory LoggerFactory { get; }

    /// <summary>The host's logger.</summary>
    public ILogger Log { get; }

    /// <summary>The places for external activities.</summary>
    public ActivityGate Activities { get; }

    /// <summary>The timers.</summary>
    public TimerQueue Timers { get; }

    /// <summary>The instances in memory.</summary>
    public InstanceTable Instances { get; }

    /// <summary>What is under way.</summary>
    public WorkCounter Work { get; } = new();

    /// <summary>Whether the host has stopped: nothing is handled any more.</summary>
    public bool IsStopped
    {
        get => _stopped;
        set => _stopped = value;
    }
}
