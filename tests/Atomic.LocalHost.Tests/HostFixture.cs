using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using Atomic.LocalHost.History;
using Atomic.LocalHost.Registration;
using Atomic.Orchestration.Durable;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.LocalHost.Tests;

[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Guid[]))]
internal sealed partial class TestJson : JsonSerializerContext;

/// <summary>One database file and the hosts that are opened over it, one after another, as a process that is restarted would.</summary>
internal sealed class HostFixture : IAsyncDisposable
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    /// <summary>Adds one without leaving the turn.</summary>
    public static readonly ActivityDefinition<int, int> Increment = new("Increment", ActivityEffect.Internal, TestJson.Default.Int32, TestJson.Default.Int32);

    /// <summary>Doubles, outside.</summary>
    public static readonly ActivityDefinition<int, int> Double = new("Double", ActivityEffect.External, TestJson.Default.Int32, TestJson.Default.Int32);

    private readonly string _directory = Directory.CreateTempSubdirectory("atomic-host-").FullName;

    public string Path => System.IO.Path.Combine(_directory, "atomic.db");

    public AtomicDatabase Database { get; private set; } = null!;

    public DurableHost? OpenHost { get; private set; }

    public DurableHost Host => OpenHost.ShouldNotBeNull();

    public DurableHostOptions Options { get; set; } = new();

    public TimeProvider Time { get; set; } = TimeProvider.System;

    public int MaxGroupSize { get; set; } = 4_096;

    public bool StartsHost { get; set; } = true;

    public CommitGate Gate { get; private set; } = new();

    public ConcurrentQueue<ActivityInvocation> Doubled { get; } = new();

    /// <summary>What <see cref="Double"/> does; completes at once unless set otherwise.</summary>
    public Func<int, ActivityInvocation, CancellationToken, Task<int>> OnDouble { get; set; } = (value, _, _) => Task.FromResult(2 * value);

    public static OrchestrationDefinition<int, int> Orchestration(Func<IOrchestrationContext, int, Task<int>> code, string name = "Test") =>
        new(name, TestJson.Default.Int32, TestJson.Default.Int32, code);

    public async Task OpenAsync(params OrchestrationDefinition<int, int>[] orchestrations) => await OpenAsync(_ => { }, orchestrations);

    public async Task OpenAsync(Action<DurableHostBuilder> configure, params OrchestrationDefinition<int, int>[] orchestrations)
    {
        Gate = new CommitGate();
        Database = AtomicDatabase.Open(
            new AtomicDatabaseOptions { Path = Path, MaxGroupSize = MaxGroupSize, Synchronous = DatabaseSynchronous.Normal }, [HistorySchema.Component]);
        Database.Join(Gate);
        var builder = new DurableHostBuilder { Options = Options, Time = Time }
            .AddActivity(Increment, (value, _, _) => Task.FromResult(value + 1))
            .AddActivity(Double, (value, invocation, token) =>
            {
                Doubled.Enqueue(invocation);
                return OnDouble(value, invocation, token);
            });
        foreach (var orchestration in orchestrations)
            builder.AddOrchestration(orchestration);
        configure(builder);
        OpenHost = builder.Build(Database);
        if (StartsHost)
            await Host.StartAsync(CancellationToken.None);
    }

    /// <summary>Ends the host and the database as kill -9 would, but for what was committed: nothing under way is waited for.</summary>
    public async Task CloseAsync()
    {
        if (OpenHost is null)
            return;
        Gate.Open();
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }

    public async Task StartAsync(OrchestrationDefinition<int, int> orchestration, string id = "one", int input = 1, string? group = null) =>
        (await Host.StartAsync(orchestration, id, input, new Filing(null, group), CancellationToken.None)).ShouldBe(StartOutcome.Started);

    public Task<OrchestrationSnapshot> EndAsync(string id = "one") => WaitAsync(_ => false, id);

    public async Task<OrchestrationSnapshot> WaitAsync(Func<OrchestrationSnapshot, bool> until, string id = "one") =>
        (await Host.WaitAsync(id, until, CancellationToken.None).WaitAsync(Bound)).ShouldNotBeNull();

    public async Task<int> ResultAsync(string id = "one")
    {
        var end = await EndAsync(id);
        end.Failure.ShouldBeNull();
        end.Status.ShouldBe(OrchestrationStatus.Completed);
        return System.Text.Json.JsonSerializer.Deserialize(end.OutputJson!.Value.Span, TestJson.Default.Int32);
    }

    public async Task<List<HistoryEventType>> HistoryAsync(string id = "one") =>
        [.. (await Host.GetHistoryAsync(id, CancellationToken.None)).Select(recorded => recorded.Type)];

    /// <summary>Waits until a condition holds that nothing signals.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        var end = DateTime.UtcNow + Bound;
        while (!condition())
        {
            DateTime.UtcNow.ShouldBeLessThan(end);
            await Task.Delay(1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_directory, recursive: true);
    }
}

/// <summary>Holds commits back, or lets the disk fail after a number of them.</summary>
internal sealed class CommitGate : IGroupParticipant
{
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private int _left = int.MaxValue;

    public int Commits { get; private set; }

    public void Close() => _open.Reset();

    public void Open() => _open.Set();

    /// <summary>Lets that many more commits happen, and none after them.</summary>
    public void FailAfter(int commits) => _left = commits;

    public void BeforeCommit(IStatementCache statements)
    {
        _open.Wait(HostFixture.Bound).ShouldBeTrue();
        if (_left-- <= 0)
            throw new IOException("The disk is gone.");
        Commits++;
    }
}
