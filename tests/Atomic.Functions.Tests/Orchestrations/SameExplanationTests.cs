using System.Text.Json;
using Atomic.Core.Auctions;
using Atomic.Core.Decisions;
using Atomic.Core.Explanations;
using Atomic.Core.Plans;
using Atomic.Core.Verifiers;
using Atomic.Functions.Activities;
using Atomic.Functions.Clients;
using Atomic.Functions.Tests.Doubles;
using Atomic.LocalHost;
using Atomic.LocalHost.History;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Decisions;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.Time.Testing;
using Moq;
using HistoryEvent = Atomic.Orchestration.Durable.HistoryEvent;

namespace Atomic.Functions.Tests.Orchestrations;

/// <summary>The same flow on the local host and on Durable Task leaves the same explanation, whichever way its history is read.</summary>
public sealed class SameExplanationTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Scripts => new(Script.All.Keys);

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Explanation_OfTheSameFlow_IsTheSameOnBothHosts(string name)
    {
        var local = await OnLocalHostAsync(Script.All[name]());
        var script = Script.All[name]();
        var durable = await OnDurableTaskAsync(script);

        Explain(script, local).ShouldNotBeNullOrEmpty();
        Explain(script, await HistoryAsync(durable, toldByBackend: false)).ShouldBe(Explain(script, local));
        Explain(script, await HistoryAsync(durable, toldByBackend: true)).ShouldBe(Explain(script, local));
    }

    [Fact]
    public async Task Events_OfTheJournal_AreThoseOfTheLocalHost()
    {
        var local = await OnLocalHostAsync(Script.Success());
        var durable = await HistoryAsync(await OnDurableTaskAsync(Script.Success()), toldByBackend: false);

        durable.Select(static entry => (entry.Type, entry.TaskId, entry.Name, Canonical(entry.Payload)))
            .ShouldBe(local.Select(static entry => (entry.Type, entry.TaskId, entry.Name, Canonical(entry.Payload))));
    }

    // Numbers as they are written, texts without regard to which of their characters are escaped.
    private static string Canonical(ReadOnlyMemory<byte> payload) => payload.IsEmpty ? "" : JsonSerializer.Serialize(JsonElement.Parse(payload.Span));

    private static async Task<IReadOnlyList<HistoryEvent>> OnLocalHostAsync(Script script)
    {
        var folder = Directory.CreateTempSubdirectory("atomic-same-").FullName;
        var database = AtomicDatabase.Open(
            new AtomicDatabaseOptions { Path = Path.Combine(folder, "atomic.db"), Synchronous = DatabaseSynchronous.Normal }, HistorySchema.Component);
        var (embed, collectBids, award, attempt, settle, verdict) = script.Activities();
        var host = new DurableHostBuilder { Time = script.Time }
            .AddOrchestration(MicrotaskOrchestration.Definition)
            .AddActivity(MicrotaskActivities.Embed, (input, _, token) => embed.RunAsync(input, token))
            .AddActivity(MicrotaskActivities.CollectBids, (input, _, token) => collectBids.RunAsync(input, token))
            .AddActivity(MicrotaskActivities.Award, async (input, _, token) => script.Planned(await award.RunAsync(input, token)))
            .AddActivity(MicrotaskActivities.Attempt, (input, _, token) => attempt.RunAsync(input, token))
            .AddActivity(MicrotaskActivities.Settle, (input, _, token) => settle.RunAsync(input, token))
            .AddActivity(MicrotaskActivities.Verdict, (input, _, token) => verdict.RunAsync(input, token))
            .Build(database);
        await host.StartAsync(CancellationToken.None);
        script.OnAttempt = () => script.CancelsAtAttempt
            ? host.RaiseEventAsync(script.Accepted.Id, CancelRequest.EventName, Script.CancelJson(), CancellationToken.None)
            : Task.CompletedTask;
        await host.StartAsync(MicrotaskOrchestration.Definition, script.Accepted.Id, script.Accepted, Filing.None, CancellationToken.None);
        await host.WaitAsync(script.Accepted.Id, static _ => false, CancellationToken.None).WaitAsync(Bound);
        var history = await host.GetHistoryAsync(script.Accepted.Id, CancellationToken.None);
        await host.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return history;
    }

    private static async Task<DurableTaskDouble<AcceptedMicrotask, MicrotaskProgress>> OnDurableTaskAsync(Script script)
    {
        var (embed, collectBids, award, attempt, settle, verdict) = script.Activities();
        var functions = new MicrotaskActivityFunctions(embed, collectBids, award, attempt, settle, verdict, ClientDouble.Ready());
        var durable = new DurableTaskDouble<AcceptedMicrotask, MicrotaskProgress>(
            MicrotaskOrchestration.Definition, script.Accepted.Id, script.Accepted, script.Time.GetUtcNow())
        {
            OnActivity = (name, input) => name switch
            {
                "Embed" => functions.EmbedAsync(input, CancellationToken.None),
                "CollectBids" => functions.CollectBidsAsync(input, CancellationToken.None),
                "Award" => PlannedAsync(script, functions.AwardAsync(input, CancellationToken.None)),
                "Attempt" => functions.AttemptAsync(input, CancellationToken.None),
                "Verdict" => functions.VerdictAsync(input, CancellationToken.None),
                _ => functions.SettleAsync(input, CancellationToken.None),
            },
        };
        script.OnAttempt = () =>
        {
            if (script.CancelsAtAttempt)
                durable.Raise(CancelRequest.EventName, System.Text.Encoding.UTF8.GetString(Script.CancelJson()));
            return Task.CompletedTask;
        };
        await durable.RunAsync();
        return durable;
    }

    private static async Task<JsonElement> PlannedAsync(Script script, Task<JsonElement> award)
    {
        var json = Atomic.Orchestration.OrchestrationJson.Default.Award;
        return JsonSerializer.SerializeToElement(script.Planned((await award).Deserialize(json)!), json);
    }

    private static Task<IReadOnlyList<HistoryEvent>> HistoryAsync(DurableTaskDouble<AcceptedMicrotask, MicrotaskProgress> durable, bool toldByBackend)
    {
        var client = ClientDouble.Of(durable.Metadata);
        if (toldByBackend)
        {
            client.Setup(static c => c.GetOrchestrationHistoryAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync(durable.History);
        }

        return new DurableTaskOrchestrationClient(ClientDouble.Accessor(client), new MemoryInstanceIndex(), ClientDouble.Ready(), TimeProvider.System).GetHistoryAsync(durable.Metadata.InstanceId, CancellationToken.None);
    }

    private static string Explain(Script script, IReadOnlyList<HistoryEvent> events)
    {
        var history = DecisionHistory.Fold(events);
        var record = DecisionRecords.Of(history, null, history.Accepted!.Payload.Inline, script.Market.Market, []);
        return ExplanationJson.Write(Explanation.Of(record));
    }

    /// <summary>A flow that goes the same way each time: its clock stands still, and its bidders do as they are told.</summary>
    private sealed class Script
    {
        private Script(string[] bidders, BidFanOut fanOut = BidFanOut.Grouped, IReadOnlyList<Verifier>? verify = null)
        {
            Bidders = [.. bidders.Select(static id => new ScriptedBidder(id))];
            Market = new ScriptedMarketplace(Bidders);
            Accepted = Samples.Accepted(invited: bidders) with { FanOut = fanOut, MarketVersion = Market.Market.Version, Verify = verify ?? [] };
        }

        public static IReadOnlyDictionary<string, Func<Script>> All { get; } = new Dictionary<string, Func<Script>>
        {
            ["success"] = Success,
            ["one activity per bidder"] = static () => new Script(["a", "b", "c"], BidFanOut.PerBidder),
            ["fallback"] = Fallback,
            ["an answer that is refused by a verifier"] = static () => new Script(["a", "b"], verify: [new LabelVerifier { Expected = "billing", Required = true }]),
            ["an answer that verifiers find right"] = static () => new Script(["a"], verify: [new LabelVerifier { Expected = "shipping" }, new ExecutableVerifier { Program = "p" }]),
            ["nobody bids"] = NobodyBids,
            ["a bidder that breaks"] = Broken,
            ["every attempt fails"] = EveryAttemptFails,
            ["cancelled"] = Cancelled,
            ["the first of two fails, and the second is at work when the third answers"] = Agreement,
            ["a hedge whose first answers"] = Hedge,
            ["a stream that breaks off"] = BrokenStream,
            ["an input that is embedded"] = static () => Embedded(new ScriptedEmbedder()),
            ["an embedding that gives nothing"] = static () => Embedded(new ScriptedEmbedder { OnEmbed = static _ => Task.FromResult(ScriptedEmbedder.Failure(billed: true)) }),
            ["an embedding that breaks"] = static () => Embedded(new ScriptedEmbedder { OnEmbed = static _ => throw new InvalidOperationException("It is broken.") }),
            ["an input that may not be embedded"] = static () => Embedded(new ScriptedEmbedder(), "The policy's deny list names it."),
        };

        public FakeTimeProvider Time { get; } = new(Samples.Now.AddSeconds(1));

        public ScriptedBidder[] Bidders { get; }

        public ScriptedMarketplace Market { get; }

        public AcceptedMicrotask Accepted { get; private set; }

        public Plan? Plan { get; private init; }

        public bool CancelsAtAttempt { get; private init; }

        public Func<Task> OnAttempt { get; set; } = static () => Task.CompletedTask;

        public static Script Success() => new(["a", "b"]);

        public static byte[] CancelJson() => JsonSerializer.SerializeToUtf8Bytes(new CancelRequest("Not needed any more."), Atomic.Orchestration.OrchestrationJson.Default.CancelRequest);

        public (EmbedActivity Embed, CollectBidsActivity CollectBids, AwardActivity Award, AttemptActivity Attempt, SettleActivity Settle, VerdictActivity Verdict) Activities()
        {
            var ports = new MemoryPorts();
            var options = new OrchestrationOptions();
            var payloads = new PayloadResolver(ports);
            return (
                new EmbedActivity(Market, payloads, ports, Time),
                new CollectBidsActivity(Market, ports, payloads, options, Time),
                new AwardActivity(ports, options),
                new AttemptActivity(Market, payloads, new OutputStorage(ports), options, Time, []),
                new SettleActivity(ports, ports),
                new VerdictActivity(
                    new Judgements(ports, ports, ports, payloads), new ScriptedPrograms { Programs = { ["p"] = static (_, _) => Task.FromResult(new ProgramFinding(0.5, null, "Half.")) } },
                    new Mock<IAnswerJudge>().Object, payloads, new OutputStorage(ports), Time));
        }

        public Award Planned(Award award) => Plan is null || award.Plan is null ? award : award with { Plan = Plan };

        private static Script Embedded(ScriptedEmbedder embedder, string? refusal = null)
        {
            var script = new Script(["a", "b"], verify: [new LabelVerifier { Expected = "shipping" }]);
            script.Market.Embedder = embedder;
            script.Accepted = script.Accepted with { Embedding = new EmbeddingPlan(embedder.Definition.Id, embedder.Definition.Model, embedder.Definition.Region, refusal) };
            return script;
        }

        private static Script Agreement()
        {
            var script = new Script(["a", "b", "c"]) { Plan = new AgreePlan("a", "b", "c", []) };
            script.Bidders[0].OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.ServerError));
            script.Bidders[1].OnExecute = NeverAsync;
            return script;
        }

        private static Script Hedge()
        {
            var script = new Script(["a", "b"]) { Plan = new HedgePlan("a", "b", 30, []) };
            return script;
        }

        private static Script BrokenStream()
        {
            var script = new Script(["a", "b"]) { Plan = new FallbackPlan(["a", "b"]) };
            script.Bidders[0].OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.ServerError) with { Streamed = true });
            return script;
        }

        private static async Task<ModelReply> NeverAsync(ModelCall call, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return ScriptedBidder.Answer("too late");
        }

        private static Script Fallback()
        {
            var script = new Script(["a", "b"]);
            script.Bidders[0].OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.RateLimited));
            return script;
        }

        private static Script NobodyBids()
        {
            var script = new Script(["a"]);
            script.Bidders[0].OnBid = static (_, _) => throw new InvalidOperationException("It is \"down\" <today>.");
            return script;
        }

        private static Script Broken()
        {
            var script = new Script(["a", "b"]);
            script.Bidders[0].OnExecute = static (_, _) => throw new InvalidOperationException("It is broken.");
            return script;
        }

        private static Script EveryAttemptFails()
        {
            var script = new Script(["a", "b"]);
            foreach (var bidder in script.Bidders)
                bidder.OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.ServerError));
            return script;
        }

        private static Script Cancelled()
        {
            var script = new Script(["a"]) { CancelsAtAttempt = true };
            script.Bidders[0].OnExecute = async (_, token) =>
            {
                await script.OnAttempt();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return ScriptedBidder.Answer("too late");
            };
            return script;
        }
    }
}
