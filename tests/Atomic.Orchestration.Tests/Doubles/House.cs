using Atomic.Core.Auctions;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Core.Verifiers;
using Atomic.LocalHost;
using Atomic.LocalHost.History;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Streaming;
using Atomic.Orchestration.WhatIf;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Orchestration.Tests.Doubles;

/// <summary>The whole flow on the real durable host, with scripted bidders and the ports in memory.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly string _folder;
    private readonly AtomicDatabase _database;
    private readonly DurableHost _host;

    private House(string folder, ScriptedMarketplace marketplace, MemoryPorts ports, OrchestrationOptions options, IReadOnlyList<IAttemptLedger> ledgers, Func<Award, Award> awarded, ScriptedPrograms programs,
        IReadOnlyDictionary<string, IReadOnlyList<Verifier>>? verifiers, JudgeOptions judge, IDemonstrations? demonstrations)
    {
        (_folder, Ports) = (folder, ports);
        var time = TimeProvider.System;
        var payloads = new PayloadResolver(ports);
        var outputs = new OutputStorage(ports);
        _database = AtomicDatabase.Open(
            new AtomicDatabaseOptions { Path = Path.Combine(folder, "atomic.db"), Synchronous = DatabaseSynchronous.Normal }, HistorySchema.Component);
        var collectBids = new CollectBidsActivity(marketplace, ports, payloads, options, time);
        var embed = new EmbedActivity(marketplace, payloads, ports, time);
        var award = new AwardActivity(ports, options);
        var attempt = new AttemptActivity(marketplace, payloads, outputs, options, time, ledgers, feeds: Feeds, demonstrations: demonstrations);
        var settle = new SettleActivity(ports, ports, new Measurements(ports, payloads));
        var judgements = new Judgements(ports, ports, ports, payloads);
        var verdict = new VerdictActivity(judgements, programs, new ModelJudge(new Lazy<IMicrotaskService>(() => Service!), judge), payloads, outputs, time);
        _host = new DurableHostBuilder()
            .AddOrchestration(MicrotaskOrchestration.Definition)
            .AddActivity(MicrotaskActivities.Embed, (input, _, token) => embed.RunAsync(input, token))
            .AddActivity(MicrotaskActivities.CollectBids, (input, _, token) => collectBids.RunAsync(input, token))
            .AddActivity(MicrotaskActivities.Award, async (input, _, token) => awarded(await award.RunAsync(input, token)))
            .AddActivity(MicrotaskActivities.Attempt, (input, _, token) => attempt.RunAsync(input, token))
            .AddActivity(MicrotaskActivities.Settle, (input, _, token) => settle.RunAsync(input, token))
            .AddActivity(MicrotaskActivities.Verdict, async (input, _, token) =>
            {
                var found = await verdict.RunAsync(input, token);
                await programs.AfterVerdict(input, token);
                return found;
            })
            .Build(_database);
        Service = new MicrotaskService(
            _host,
            new Admission(marketplace, ports, options, time, new KindVerifiers(verifiers ?? new Dictionary<string, IReadOnlyList<Verifier>>(), programs)),
            new Teaching(_host, judgements, ports),
            marketplace,
            ports,
            ports,
            ports,
            payloads,
            outputs,
            Feeds,
            time);
        WhatIf = new WhatIfService(_host, ports, marketplace, time);
    }

    public MemoryPorts Ports { get; }

    public AnswerFeeds Feeds { get; } = new();

    public MicrotaskService Service { get; }

    public WhatIfService WhatIf { get; }

    public static async Task<House> OpenAsync(
        IReadOnlyList<ScriptedBidder> bidders, OrchestrationOptions? options = null, MemoryPorts? ports = null, string? folder = null, IAttemptLedger? ledger = null,
        Func<Award, Award>? awarded = null, ScriptedPrograms? programs = null, IReadOnlyDictionary<string, IReadOnlyList<Verifier>>? verifiers = null, JudgeOptions? judge = null,
        IDemonstrations? demonstrations = null, IInputEmbedder? embedder = null)
    {
        folder ??= Directory.CreateTempSubdirectory("atomic-flow-").FullName;
        var house = new House(folder, new ScriptedMarketplace([.. bidders]) { Embedder = embedder }, ports ?? new MemoryPorts(), options ?? new OrchestrationOptions(), ledger is null ? [] : [ledger], awarded ?? (static award => award),
            programs ?? new ScriptedPrograms(), verifiers, judge ?? new JudgeOptions(), demonstrations);
        await house._host.StartAsync(CancellationToken.None);
        return house;
    }

    /// <summary>Submits and waits for the end.</summary>
    public async Task<MicrotaskView> RunAsync(MicrotaskSubmission submission)
    {
        var accepted = await Service.SubmitAsync(submission, CancellationToken.None);
        accepted.TryGet(out var receipt, out var problem).ShouldBeTrue(problem?.Detail);
        var view = await Service.GetAsync(TenantName.Default, receipt!.Id, TimeSpan.FromSeconds(30), CancellationToken.None);
        return view.ShouldNotBeNull();
    }

    /// <summary>The record once it is as it is waited for.</summary>
    public async Task<DecisionRecord> UntilAsync(string id, Func<DecisionRecord, bool> until)
    {
        var limit = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            if (await Service.GetRecordAsync(TenantName.Default, id, CancellationToken.None) is { } record && until(record))
                return record;
            (DateTime.UtcNow < limit).ShouldBeTrue("the record was not as it should be within 30 s");
            await Task.Delay(5);
        }
    }

    /// <summary>The types of the durable events.</summary>
    public async Task<IReadOnlyList<HistoryEventType>> EventsAsync(string id) =>
        [.. (await _host.GetHistoryAsync(id, CancellationToken.None)).Select(static entry => entry.Type)];

    /// <summary>The record once it is settled.</summary>
    public async Task<DecisionRecord> SettledRecordAsync(string id, string tenant = TenantName.Default)
    {
        var limit = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            var record = await Service.GetRecordAsync(tenant, id, CancellationToken.None);
            if (record is { Settlement: not null } or { Status: MicrotaskStatus.NoAward })
                return record;
            (DateTime.UtcNow < limit).ShouldBeTrue("the microtask was not settled within 30 s");
            await Task.Delay(5);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Stops and leaves the folder for another house.</summary>
    public async Task StopAsync()
    {
        WhatIf.Dispose();
        await _host.StopAsync(TimeSpan.FromSeconds(5));
        await _host.DisposeAsync();
        await _database.DisposeAsync();
    }
}
