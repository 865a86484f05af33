using Atomic.Core.Decisions;
using Atomic.Core.Errors;
using Atomic.Core.Policies;
using Atomic.Core.Verifiers;
using Atomic.Core.WhatIf;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;
using Atomic.Orchestration.WhatIf;
using Microsoft.Extensions.Time.Testing;
using Moq;

namespace Atomic.Orchestration.Tests.WhatIf;

/// <summary>What-if over the durable history of the whole flow.</summary>
public sealed class WhatIfServiceTests
{
    private static readonly Policy Explores = new() { ValueUsd = 0.01, Explore = true, Plans = [] };

    [Fact]
    public async Task Ask_PolicyOfThen_TellsWhatWasSettledAndJudged()
    {
        await using var house = await OpenAsync();
        var cost = 0d;
        for (var i = 0; i < 60; i++)
        {
            var view = await house.RunAsync(Samples.Submission(input: $"{i}", policy: Explores));
            cost += (await house.SettledRecordAsync(view.Id)).Settlement!.CostUsd;
            await house.Service.AddFeedbackAsync(TenantName.Default, view.Id, new Feedback { Score = i % 4 == 0 ? 0 : 1, ReceivedAt = Samples.Now }, CancellationToken.None);
        }

        var answer = await AskAsync(house, new WhatIfQuery { Policy = Explores });

        (answer.Traffic.Read, answer.Traffic.StoppedBy, answer.Report.Microtasks, answer.Report.Unusable).ShouldBe((60, null, 60, 0));
        answer.Report.Verdict.Code.ShouldBe(OverlapVerdict.Told);
        answer.Report.SuccessVerdict.Code.ShouldBe(OverlapVerdict.Told);
        answer.Report.Overlap.JudgedAnswers.ShouldBe(60);
        answer.Report.CostUsd.Was!.Value.Mean.ShouldBe(cost / 60, 1e-12);
        answer.Report.Success.Was!.Value.Mean.ShouldBe(0.75, 1e-12);
        answer.Report.LatencySeconds.Was!.Value.Mean.ShouldBeGreaterThan(0);
        foreach (var measure in (MeasureReport[])[answer.Report.CostUsd, answer.Report.LatencySeconds, answer.Report.Success, answer.Report.UtilityUsd])
        {
            measure.DoublyRobust!.Difference.ShouldBe(new ConfidenceInterval(0, 0, 0));
            measure.InversePropensity!.Would.Mean.ShouldBe(measure.Was!.Value.Mean, 1e-12);
        }
    }

    [Fact]
    public async Task Ask_OtherTenantKindOrTime_SeesNothingOfIt()
    {
        await using var house = await OpenAsync();
        var before = DateTimeOffset.UtcNow.AddMinutes(-1);
        await house.SettledRecordAsync((await house.RunAsync(Samples.Submission())).Id);
        await house.SettledRecordAsync((await house.RunAsync(Samples.Submission(kind: "routing"))).Id);

        var all = new WhatIfQuery { Policy = Explores };
        (await AskAsync(house, all)).Traffic.Read.ShouldBe(2);
        (await AskAsync(house, all with { Kind = "routing" })).Traffic.Read.ShouldBe(1);
        (await AskAsync(house, all with { Since = before })).Traffic.Read.ShouldBe(2);
        (await AskAsync(house, all with { Until = before })).Traffic.Read.ShouldBe(0);
        (await AskAsync(house, all with { Since = DateTimeOffset.UtcNow.AddMinutes(1) })).Traffic.Read.ShouldBe(0);
        var stranger = await AskAsync(house, all with { Tenant = "acme" });
        (stranger.Traffic.Read, stranger.Report.Awards.Count, stranger.Report.Verdict.Code).ShouldBe((0, 0, OverlapVerdict.NoTraffic));
        var newest = await AskAsync(house, all with { Top = 1 });
        (newest.Traffic.Read, newest.Traffic.StoppedBy).ShouldBe((1, WhatIfTraffic.StoppedByTop));
    }

    [Fact]
    public async Task Ask_FailedNotAwardedAndRunning_AreWhatTheyAre()
    {
        var blocked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var bidder = new ScriptedBidder("a")
        {
            OnExecute = async (call, token) =>
            {
                if (call.Kind == "slow") await blocked.Task.WaitAsync(token);
                return call.Kind == "broken" ? ScriptedBidder.Failure(AttemptOutcome.ServerError) : ScriptedBidder.Answer("shipping");
            },
        };
        await using var house = await House.OpenAsync([bidder]);
        await house.SettledRecordAsync((await house.RunAsync(Samples.Submission(kind: "broken"))).Id);
        await house.RunAsync(Samples.Submission(policy: new Policy { MaxCostUsd = 1e-9 }));
        (await house.Service.SubmitAsync(Samples.Submission(kind: "slow"), CancellationToken.None)).TryGet(out var slow, out _).ShouldBeTrue();
        await house.Service.WaitUntilDurableAsync(slow!.Id, CancellationToken.None);

        var answer = await AskAsync(house, new WhatIfQuery { Policy = new Policy { Explore = false } });

        (answer.Traffic.Read, answer.Traffic.Running, answer.Report.Microtasks).ShouldBe((3, 1, 2));
        answer.Report.Awards.Select(static share => (share.BidderId, share.Was, share.Would)).ShouldBe([("a", 0.5, 1.0), ("", 0.5, 0.0)]);
        answer.Report.Overlap.OutsideSupport.ShouldBe(0.5);
        answer.Report.Success.Was!.Value.Mean.ShouldBe(0, "neither got an answer, and that is known without a judge");
        blocked.SetResult();
        await house.SettledRecordAsync(slow.Id);
    }

    [Fact]
    public async Task Ask_JudgesOwnMicrotasks_AreCountedApart()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a") { OnExecute = static (call, _) => Task.FromResult(ScriptedBidder.Answer(call.Kind.StartsWith("judge.", StringComparison.Ordinal) ? """{"reason":"Right.","score":1}""" : "shipping")) }]);
        var view = await house.RunAsync(Samples.Submission() with { Verify = [new JudgeVerifier()] });
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);
        await house.SettledRecordAsync(record.Verdict!.JudgeMicrotaskId!);

        var answer = await AskAsync(house, new WhatIfQuery { Policy = new Policy { Explore = false } });

        (answer.Traffic.Read, answer.Traffic.Judges, answer.Report.Microtasks, answer.Report.Overlap.JudgedAnswers).ShouldBe((2, 1, 1, 1));
        answer.Report.Success.Was!.Value.Mean.ShouldBe(1);
    }

    [Fact]
    public async Task Ask_PolicyThatAdmitsWhomThePolicyOfThenKeptOut_NamesThem()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a"), new ScriptedBidder(Samples.Bidder("far", region: "us")), new ScriptedBidder("b")]);
        await house.SettledRecordAsync((await house.RunAsync(Samples.Submission(policy: new Policy { Explore = false, Regions = ["eu"], Plans = [] }))).Id);

        (await AskAsync(house, new WhatIfQuery { Policy = new Policy { Plans = [] } })).Report.Unheard.ShouldBe([new UnheardBidder("far", 1)]);
        (await AskAsync(house, new WhatIfQuery { Policy = new Policy { Regions = ["eu"] } })).Report.Unheard.ShouldBe([new UnheardBidder(UnheardBidder.CompositePlans, 1)]);
        (await AskAsync(house, new WhatIfQuery { Policy = new Policy { Regions = ["eu"], Plans = [] } })).Report.Unheard.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_WhileAnotherIsWorkedOn_IsPutOffAndThenTaken()
    {
        var (client, reading) = Endless();
        using var service = new WhatIfService(client, new MemoryPorts(), new ScriptedMarketplace(), TimeProvider.System);
        using var gone = new CancellationTokenSource();
        var first = service.AskAsync(new WhatIfQuery { Policy = Explores }, gone.Token);
        await reading.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var second = await service.AskAsync(new WhatIfQuery { Policy = Explores }, CancellationToken.None);

        second.Problem.ShouldNotBeNull().Code.ShouldBe(ErrorCodes.Overloaded);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        var third = service.AskAsync(new WhatIfQuery { Policy = Explores }, new CancellationToken(canceled: true));
        await Should.ThrowAsync<OperationCanceledException>(third, "the turn was given back, so that only its own token ends it");
    }

    [Fact]
    public async Task Ask_HistoryWithoutEnd_StopsWhenTheTimeIsOver()
    {
        var time = new FakeTimeProvider();
        var client = new Mock<IOrchestrationClient>();
        client.Setup(static host => host.ListAsync(It.IsAny<OrchestrationQuery>(), It.IsAny<CancellationToken>())).ReturnsAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(20));
            return new OrchestrationPage([], "more");
        });
        using var service = new WhatIfService(client.Object, new MemoryPorts(), new ScriptedMarketplace(), time);

        (await service.AskAsync(new WhatIfQuery { Policy = Explores }, CancellationToken.None)).TryGet(out var answer, out _).ShouldBeTrue();

        answer!.Traffic.StoppedBy.ShouldBe(WhatIfTraffic.StoppedByTime);
        client.Verify(static host => host.ListAsync(It.IsAny<OrchestrationQuery>(), It.IsAny<CancellationToken>()), Times.Exactly(4));
    }

    private static Task<House> OpenAsync() => House.OpenAsync(
        [Bidding("cheap", 0.0005, 0.7), Bidding("dear", 0.001, 0.8)], new OrchestrationOptions { ExplorationGamma = 1 });

    private static ScriptedBidder Bidding(string id, double cost, double success) => new(id) { OnBid = (_, _) => new(BidReply.Of(Samples.Bid(id, cost, success: success))) };

    private static async Task<WhatIfAnswer> AskAsync(House house, WhatIfQuery query)
    {
        var result = await house.WhatIf.AskAsync(query, CancellationToken.None);
        result.TryGet(out var answer, out var problem).ShouldBeTrue(problem?.Detail);
        return answer!;
    }

    private static (IOrchestrationClient Client, TaskCompletionSource Reading) Endless()
    {
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var client = new Mock<IOrchestrationClient>();
        client.Setup(static host => host.ListAsync(It.IsAny<OrchestrationQuery>(), It.IsAny<CancellationToken>())).Returns(async (OrchestrationQuery _, CancellationToken token) =>
        {
            reading.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return new OrchestrationPage([], null);
        });
        return (client.Object, reading);
    }
}
