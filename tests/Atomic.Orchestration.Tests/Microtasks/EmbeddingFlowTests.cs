using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Explanations;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Microtasks;

/// <summary>The embedding of an input through the whole flow: who may see it, what it costs, what bids and lessons make of it, and what the explanation tells.</summary>
public sealed class EmbeddingFlowTests
{
    private readonly ScriptedEmbedder _embedder = new();
    private readonly ScriptedBidder _bidder = new("small");

    [Fact]
    public async Task Run_WithoutAnEmbedder_HistoryIsAsBefore()
    {
        await using var house = await House.OpenAsync([_bidder]);
        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        (await house.EventsAsync(view.Id)).Count(static type => type == HistoryEventType.TaskScheduled).ShouldBe(4, "bids, award, attempt, settlement");
        record.Book!.Embedding.ShouldBeNull();
        _bidder.Invitations.ShouldHaveSingleItem().Vector.ShouldBeNull();
        ExplanationJson.Write(Explanation.Of(record)).ShouldNotContain("mbedd");
    }

    [Fact]
    public async Task Run_WithAnEmbedder_BidsAndLessonsHaveTheVectorAndTheCostIsBooked()
    {
        var house = await OpenAsync();
        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        var call = _embedder.Calls.ShouldHaveSingleItem();
        (call.MicrotaskId, call.Kind, call.Text, call.TimeLimit).ShouldBe((view.Id, "email-routing", "Where is my order?", _embedder.TimeLimit));
        _bidder.Invitations.ShouldHaveSingleItem().Vector.ShouldBe(ScriptedEmbedder.Vector);
        var attempts = record.Attempts.Sum(static attempt => attempt.CostUsd);
        record.Book!.Embedding.ShouldBe(new EmbeddingEvidence { BidderId = "embedder", Model = "meaning-1", Region = "eu", WasSent = true, InputTokens = 10, CostUsd = 1e-5, LatencySeconds = 0.02 });
        record.Settlement!.CostUsd.ShouldBe(attempts + 1e-5, 1e-12);
        view.Award!.ShouldNotBeNull();
        view.CostUsd.ShouldBe(attempts + 1e-5, 1e-12);

        await house.Service.AddFeedbackAsync(TenantName.Default, view.Id, new Feedback { Score = 1, ReceivedAt = Samples.Now }, CancellationToken.None);
        house.Ports.Examples.ShouldHaveSingleItem().Vector.ShouldBe(ScriptedEmbedder.Vector);
        var explanation = Explanation.Of(record);
        explanation.Facts.ShouldAllBe(static fact => fact.Holds);
        explanation.Embedding!.Embedded.ShouldBeTrue();
        explanation.Disclosures.Select(static one => (one.BidderId, one.Permitted)).ShouldBe([("embedder", true), ("small", true)]);
        await house.DisposeAsync();
    }

    [Theory]
    [InlineData("region", "It processes data in eu; the policy allows us.")]
    [InlineData("deny", "The policy's deny list names it.")]
    [InlineData("allow", "The policy's allow list does not name it.")]
    [InlineData("tag", "It lacks the tag audited that the policy requires.")]
    public async Task Run_PolicyForbidsTheEmbedder_ItNeverSeesTheInput(string rule, string? reason)
    {
        var policy = new Policy { Explore = false };
        policy = rule switch
        {
            "region" => policy with { Regions = ["us"] },
            "deny" => policy with { Deny = ["embedder"] },
            "allow" => policy with { Allow = ["small"] },
            _ => policy with { RequireTags = ["audited"] },
        };
        var bidder = new ScriptedBidder(Samples.Bidder("small", region: "us") with { Tags = ["audited"] });
        await using var house = await House.OpenAsync([bidder], embedder: _embedder);
        var view = await house.RunAsync(Samples.Submission(input: "canary-7719", policy: policy));
        var record = await house.SettledRecordAsync(view.Id);

        _embedder.Calls.ShouldBeEmpty();
        bidder.Calls.ShouldHaveSingleItem().Payload.Input.GetString().ShouldBe("canary-7719");
        (record.Book!.Embedding!.WasSent, record.Book.Embedding.CostUsd).ShouldBe((false, 0));
        if (reason is not null) record.Book.Embedding.Missing.ShouldBe(reason);
        (await house.EventsAsync(view.Id)).Count(static type => type == HistoryEventType.TaskScheduled).ShouldBe(4, "no activity for what is forbidden");
        var explanation = Explanation.Of(record);
        explanation.Disclosures.ShouldHaveSingleItem().BidderId.ShouldBe("small");
        ExplanationMarkdown.Write(explanation).ShouldContain("The input was not embedded by embedder");
    }

    [Fact]
    public async Task Run_EmbedderMovedToAnotherRegionSinceAcceptance_IsNotSentTheInput()
    {
        var plan = new EmbeddingPlan("embedder", "meaning-1", "eu", null);
        plan.IsOf(_embedder.Definition).ShouldBeTrue();
        plan.IsOf(_embedder.Definition with { Region = "us" }).ShouldBeFalse();
        plan.IsOf(_embedder.Definition with { Model = "meaning-2" }).ShouldBeFalse();
        var house = await OpenAsync();
        _embedder.Definition = _embedder.Definition with { Region = "us" };
        var embed = new EmbedActivity(new ScriptedMarketplace(_bidder) { Embedder = _embedder }, new PayloadResolver(house.Ports), house.Ports, TimeProvider.System);

        var embedded = await embed.RunAsync(OrderOf(plan), CancellationToken.None);

        (embedded.Vector, embedded.Evidence.WasSent, embedded.Evidence.Missing).ShouldBe((null, false, "The embedder was changed, or left the market, after the microtask was accepted."));
        _embedder.Calls.ShouldBeEmpty();
        await house.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_EmbedderGivesNothing_MicrotaskGoesOnWithoutIt(bool billed)
    {
        _embedder.OnEmbed = _ => Task.FromResult(ScriptedEmbedder.Failure(billed));
        await using var house = await OpenAsync();
        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.Succeeded);
        _bidder.Invitations.ShouldHaveSingleItem().Vector.ShouldBeNull();
        var evidence = record.Book!.Embedding!;
        (evidence.Missing, evidence.WasSent, evidence.CostIsEstimated).ShouldBe(("It failed by itself.", true, billed));
        evidence.CostUsd.ShouldBe(billed ? 5e-6 : 0, 1e-12);
        var explanation = Explanation.Of(record);
        explanation.Facts.ShouldAllBe(static fact => fact.Holds);
        explanation.Embedding!.Sentence.ShouldContain("gave nothing, so that they went by its words alone. It failed by itself.");
    }

    [Fact]
    public async Task Run_EmbedderThrows_MicrotaskGoesOnAndIsNotTriedAgain()
    {
        _embedder.OnEmbed = static _ => throw new InvalidOperationException("secret canary");
        await using var house = await OpenAsync();
        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.Succeeded);
        _embedder.Calls.Count.ShouldBe(1);
        record.Book!.Embedding!.Missing.ShouldBe("Embedding failed inside the house; see its log.");
        ExplanationJson.Write(Explanation.Of(record)).ShouldNotContain("canary");
    }

    [Theory]
    [InlineData(60.0, 0.5)]
    [InlineData(1.0, 0.1)]
    public async Task Run_Deadline_LeavesItATenthAtMost(double deadline, double most)
    {
        await using var house = await OpenAsync();
        await house.RunAsync(Samples.Submission(policy: new Policy { Explore = false, DeadlineSeconds = deadline }));

        _embedder.Calls.ShouldHaveSingleItem().TimeLimit.ShouldBeInRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(most));
    }

    [Fact]
    public async Task Run_EmbeddingIsDearAgainstTheLimit_IsLeftOutAndTheAwardIsMade()
    {
        await using var house = await OpenAsync();
        var view = await house.RunAsync(Samples.Submission(policy: new Policy { Explore = false, MaxCostUsd = 4e-5 }));
        view.Status.ShouldBe(MicrotaskStatus.NoAward, "the bid costs more");
        var record = await house.SettledRecordAsync(view.Id);

        _embedder.Calls.ShouldBeEmpty();
        record.Book!.Embedding!.Missing.ShouldBe("Embedding the input would cost more than a tenth of maxCostUsd.");
        record.Award!.Eliminations.ShouldHaveSingleItem().Limit.ShouldBe(4e-5);
    }

    [Fact]
    public async Task Run_BudgetIsTooSmallForIt_IsLeftOut()
    {
        var ports = new MemoryPorts { BudgetUsd = 1e-6 };
        await using var house = await House.OpenAsync([Free()], ports: ports, embedder: _embedder);
        var view = await house.RunAsync(Samples.Submission());

        view.Status.ShouldBe(MicrotaskStatus.Succeeded, "what costs nothing always fits");
        _embedder.Calls.ShouldBeEmpty();
        (await house.SettledRecordAsync(view.Id)).Book!.Embedding!.Missing.ShouldBe("A budget has less left than embedding the input may cost.");
    }

    [Fact]
    public async Task Run_NoAwardAfterAnEmbedding_PaysForItOnce()
    {
        var ports = new MemoryPorts { BudgetUsd = 1 };
        _bidder.OnBid = static (_, _) => new(BidReply.Of(Samples.Bid("small", latency: 500)));
        await using var house = await House.OpenAsync([_bidder], ports: ports, embedder: _embedder);
        var view = await house.RunAsync(Samples.Submission(policy: new Policy { Explore = false, DeadlineSeconds = 30 }));
        var record = await house.UntilAsync(view.Id, static record => record.Settlement is not null);

        (view.Status, view.CostUsd).ShouldBe((MicrotaskStatus.NoAward, 1e-5));
        var budget = (await ports.GetTightestAsync(default, CancellationToken.None))!;
        (budget.SpentUsd, budget.ReservedUsd).ShouldBe((1e-5, 0));
        ports.Learned.ShouldBeEmpty();
        var explanation = Explanation.Of(record);
        explanation.Facts.ShouldAllBe(static fact => fact.Holds);
        explanation.Summary.ShouldContain("only the embedding of the input was paid for");
        explanation.Disclosures.ShouldHaveSingleItem().BidderId.ShouldBe("embedder");
    }

    [Fact]
    public async Task Run_RestartedAfterwards_RecordIsTheSameAndNothingIsEmbeddedAgain()
    {
        var (folder, ports) = (Directory.CreateTempSubdirectory("atomic-flow-").FullName, new MemoryPorts());
        var house = await House.OpenAsync([_bidder], ports: ports, folder: folder, embedder: _embedder);
        var view = await house.RunAsync(Samples.Submission());
        var before = ExplanationJson.Write(Explanation.Of(await house.SettledRecordAsync(view.Id)));
        await house.StopAsync();

        await using var later = await House.OpenAsync([_bidder], ports: ports, folder: folder);
        ExplanationJson.Write(Explanation.Of(await later.SettledRecordAsync(view.Id))).ShouldBe(before);
        _embedder.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_ConfigurationChangesWhileAModelIsAtWork_HistoryIsReplayedAsItWas(bool embeddedBefore)
    {
        var (folder, ports, started) = (Directory.CreateTempSubdirectory("atomic-flow-").FullName, new MemoryPorts(), new TaskCompletionSource());
        _bidder.OnExecute = async (_, token) =>
        {
            started.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return ScriptedBidder.Answer("never");
        };
        var first = await House.OpenAsync([_bidder], ports: ports, folder: folder, embedder: embeddedBefore ? _embedder : null);
        var id = (await first.Service.SubmitAsync(Samples.Submission(), CancellationToken.None)).Value!.Id;
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await first.StopAsync();

        var well = new ScriptedBidder("small");
        await using var second = await House.OpenAsync([well], ports: ports, folder: folder, embedder: embeddedBefore ? null : _embedder);
        var record = await second.SettledRecordAsync(id);

        record.Status.ShouldBe(MicrotaskStatus.Succeeded);
        well.Invitations.ShouldBeEmpty("bids, and what was before them, were recorded before the stop");
        _embedder.Calls.Count.ShouldBe(embeddedBefore ? 1 : 0);
        (record.Book!.Embedding?.CostUsd).ShouldBe(embeddedBefore ? 1e-5 : null);
        Explanation.Of(record).Facts.ShouldAllBe(static fact => fact.Holds);
    }

    [Fact]
    public async Task Run_HostStopsWhileTheInputIsEmbedded_EmbedsAgainAfterTheRestartUnderTheSameId()
    {
        var (folder, ports, started, never) = (Directory.CreateTempSubdirectory("atomic-flow-").FullName, new MemoryPorts(), new TaskCompletionSource(), new TaskCompletionSource<EmbedderReply>());
        _embedder.OnEmbed = _ =>
        {
            started.TrySetResult();
            return never.Task;
        };
        var first = await House.OpenAsync([_bidder], ports: ports, folder: folder, embedder: _embedder);
        var id = (await first.Service.SubmitAsync(Samples.Submission(), CancellationToken.None)).Value!.Id;
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await first.StopAsync();

        var well = new ScriptedEmbedder();
        await using var second = await House.OpenAsync([_bidder], ports: ports, folder: folder, embedder: well);
        var record = await second.SettledRecordAsync(id);

        (_embedder.Calls.Count, well.Calls.ShouldHaveSingleItem().MicrotaskId).ShouldBe((1, id));
        record.Settlement!.CostUsd.ShouldBe(1e-5 + record.Attempts.Sum(static attempt => attempt.CostUsd), 1e-12);
    }

    [Fact]
    public void Accepted_HistoryFromBeforeEmbeddings_HasNone()
    {
        var json = JsonSerializer.Serialize(Samples.Accepted(invited: "small"), OrchestrationJson.Default.AcceptedMicrotask);
        json.ShouldNotContain("embedding");
        JsonSerializer.Deserialize(json, OrchestrationJson.Default.AcceptedMicrotask)!.Embedding.ShouldBeNull();
    }

    [Fact]
    public void EmbeddedInput_WrittenAndRead_IsTheSame()
    {
        var embedded = new EmbeddedInput(ScriptedEmbedder.Vector, new EmbeddingPlan("embedder", "meaning-1", "eu", null).Without("It failed."));
        JsonSerializer.Deserialize(JsonSerializer.Serialize(embedded, OrchestrationJson.Default.EmbeddedInput), OrchestrationJson.Default.EmbeddedInput).ShouldBe(embedded);
    }

    [Fact]
    public void Of_WhatNobodyLearnsFrom_IsNotEmbedded()
    {
        var submission = Samples.Submission();
        EmbeddingPlan.Of(null, submission, 1).ShouldBeNull();
        EmbeddingPlan.Of(_embedder.Definition, submission, 0).ShouldBeNull("nobody may bid");
        EmbeddingPlan.Of(_embedder.Definition, submission with { JudgeOf = "mt-1" }, 1).ShouldBeNull();
        EmbeddingPlan.Of(_embedder.Definition, submission with { Payload = submission.Payload with { Operation = Operation.Embeddings } }, 1).ShouldBeNull();
        EmbeddingPlan.Of(_embedder.Definition with { Kinds = ["sql"] }, submission, 1).ShouldBeNull();
        EmbeddingPlan.Of(_embedder.Definition, submission, 1).ShouldBe(new EmbeddingPlan("embedder", "meaning-1", "eu", null));
    }

    private static ScriptedBidder Free() => new(Samples.Bidder("free", 0) with { Price = TokenPrice.Free }) { OnBid = static (_, _) => new(BidReply.Of(Samples.Bid("free", cost: 0))) };

    private Task<House> OpenAsync() => House.OpenAsync([_bidder], embedder: _embedder);

    private static EmbedOrder OrderOf(EmbeddingPlan plan) => new()
    {
        MicrotaskId = "mt-1", Tenant = TenantName.Default, Kind = "email-routing", Payload = new PayloadReference("hash", 10, Samples.Payload()), Plan = plan, DeadlineAt = DateTimeOffset.MaxValue,
    };
}
