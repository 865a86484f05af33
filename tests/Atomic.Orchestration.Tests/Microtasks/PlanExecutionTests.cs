using Atomic.Core.Decisions;
using Atomic.Core.Explanations;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Microtasks;

/// <summary>Composite plans, re-asks and the stop rule of streams, on the real durable host.</summary>
public sealed class PlanExecutionTests
{
    private const string Schema = """{"type":"object","properties":{"team":{"type":"string"}},"required":["team"]}""";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Run_TwoAgree_AnswersWithoutTheThird()
    {
        var (a, b, c) = (Says("a", """{"team":"x"}"""), Says("b", """{ "team": "\u0078" }"""), Says("c", """{"team":"y"}"""));
        await using var house = await OpenAsync(new AgreePlan("a", "b", "c", []), a, b, c);

        var view = await house.RunAsync(Typed());
        var record = await house.SettledRecordAsync(view.Id);

        view.Output!.Value.GetRawText().ShouldBe("""{"team":"x"}""");
        view.Award!.Bidder.ShouldBe("a");
        view.Award.Attempts.ShouldBe(2);
        c.Calls.ShouldBeEmpty();
        record.Answer.ShouldBe(new PlanAsk(0, 1));
        record.Settlement!.CostUsd.ShouldBe(record.Attempts.Sum(static attempt => attempt.CostUsd));
        ShouldBeConsistent(record);
    }

    [Theory]
    [InlineData(TextAgreement.Normalized, "a", 2)]
    [InlineData(TextAgreement.Exact, "c", 3)]
    [InlineData(TextAgreement.None, "c", 3)]
    public async Task Run_FreeTextDiffersInItsDress_AgreesAsConfigured(TextAgreement agreement, string answeredBy, int attempts)
    {
        var plan = new AgreePlan("a", "b", "c", []);
        await using var house = await House.OpenAsync(
            [Says("a", "Shipping."), Says("b", "shipping"), Says("c", "returns")], new() { TextAgreement = agreement }, awarded: award => award with { Plan = plan });

        var view = await house.RunAsync(Samples.Submission());

        view.Award!.Bidder.ShouldBe(answeredBy);
        view.Award.Attempts.ShouldBe(attempts);
    }

    [Fact]
    public async Task Run_LargeAnswersKeptApart_AgreeWithoutThePayloadStore()
    {
        var text = new string('x', 2_000);
        var (a, b, c) = (Says("a", text), Says("b", text), Says("c", "other"));
        await using var house = await House.OpenAsync(
            [a, b, c], new() { MaxInlineOutputBytes = 256 }, awarded: static award => award with { Plan = new AgreePlan("a", "b", "c", []) });

        var view = await house.RunAsync(Samples.Submission());

        view.Award!.Bidder.ShouldBe("a");
        view.Output!.Value.GetString().ShouldBe(text);
        c.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_VoteIsDecidedWhileOneIsAtWork_BooksItCancelled()
    {
        var slow = new ScriptedBidder("c");
        slow.OnExecute = static (_, token) => HangAsync(null, token);
        await using var house = await OpenAsync(new VotePlan([new("a", 1), new("b", 1), new("c", 1)], []), Says("a", "yes"), Says("b", "yes"), slow);

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.Succeeded);
        record.Attempts.Select(static attempt => attempt.Outcome).ShouldBe([AttemptOutcome.Succeeded, AttemptOutcome.Succeeded, AttemptOutcome.Cancelled]);
        record.Attempts[2].BidderId.ShouldBe("c");
        record.Attempts[2].CostUsd.ShouldBe(record.Book!.Bids.Single(static bid => bid.BidderId == "c").CostUsd.High);
        record.Settlement!.CostUsd.ShouldBe(record.Attempts.Sum(static attempt => attempt.CostUsd));
        ShouldBeConsistent(record);
    }

    [Fact]
    public async Task Run_FirstOfAHedgeIsSlow_TheSecondAnswersAndTheLoserIsBilled()
    {
        var slow = new ScriptedBidder("a");
        slow.OnExecute = static (_, token) => HangAsync(null, token);
        await using var house = await OpenAsync(new HedgePlan("a", "b", 0.02, []), slow, Says("b", "yes"));

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        view.Award!.Bidder.ShouldBe("b");
        record.Answer.ShouldBe(new PlanAsk(1, 1));
        record.Attempts.Select(static attempt => (attempt.BidderId, attempt.Outcome)).ShouldBe([("b", AttemptOutcome.Succeeded), ("a", AttemptOutcome.Cancelled)]);
        (record.Started[1].At - record.Started[0].At).TotalSeconds.ShouldBeGreaterThanOrEqualTo(0.02);
        ShouldBeConsistent(record);
    }

    [Fact]
    public async Task Run_FirstOfAHedgeIsQuick_TheSecondIsNeverAskedAndTheTimerIsTakenBack()
    {
        var second = Says("b", "yes");
        await using var house = await OpenAsync(new HedgePlan("a", "b", 30, []), Says("a", "yes"), second);

        var view = await house.RunAsync(Samples.Submission());
        await house.SettledRecordAsync(view.Id);

        view.Award!.Bidder.ShouldBe("a");
        second.Calls.ShouldBeEmpty();
        (await house.EventsAsync(view.Id)).ShouldContain(HistoryEventType.TimerCancelled);
    }

    [Fact]
    public async Task Run_AnswerDoesNotMeetTheSchema_IsAskedForAgainWithItsFaultsUnderAKeyOfItsOwn()
    {
        var bidder = new ScriptedBidder("a");
        bidder.OnExecute = static (call, _) => Task.FromResult(call.Rejected is null ? ScriptedBidder.Answer("no JSON") : ScriptedBidder.Answer("""{"team":"x"}"""));
        await using var house = await OpenAsync(new SinglePlan("a"), bidder);

        var view = await house.RunAsync(Typed());
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.Succeeded);
        record.Attempts.Select(static attempt => (attempt.Step, attempt.Ask, attempt.Outcome)).ShouldBe([(0, 1, AttemptOutcome.InvalidOutput), (0, 2, AttemptOutcome.Succeeded)]);
        bidder.Calls.Select(static call => call.IdempotencyKey).ShouldBe([$"{view.Id}/0", $"{view.Id}/0/2"]);
        bidder.Calls.Last().Rejected!.Faults.ShouldNotBeEmpty();
        record.Started.Select(static start => (start.Step, start.Ask)).ShouldBe([(0, 1), (0, 2)]);
        ShouldBeConsistent(record);
    }

    [Fact]
    public async Task Run_FailsWithAPartPassedOn_EndsWithoutAnotherBidder()
    {
        var breaking = new ScriptedBidder("a");
        breaking.OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.ServerError, "It broke off.") with { Streamed = true });
        var other = Says("b", "yes");
        await using var house = await OpenAsync(new FallbackPlan(["a", "b"]), breaking, other);

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.Failed);
        view.Detail.ShouldBe("A part of the answer of a had been passed on when it failed, so nobody else could answer in its place. a: It broke off.");
        other.Calls.ShouldBeEmpty();
        ShouldBeConsistent(record);
    }

    [Fact]
    public async Task Run_TwoAtWork_TheViewNamesThemAndACancelCutsOffBoth()
    {
        var (started, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var (a, b) = (new ScriptedBidder("a"), new ScriptedBidder("b"));
        a.OnExecute = (_, token) => HangAsync(started, token);
        b.OnExecute = (_, token) => HangAsync(second, token);
        await using var house = await OpenAsync(new AgreePlan("a", "b", "c", []), a, b, Says("c", "yes"));
        var id = (await house.Service.SubmitAsync(Samples.Submission(), CancellationToken.None)).Value!.Id;
        await Task.WhenAll(started.Task, second.Task).WaitAsync(Bound);

        var running = await house.Service.GetAsync(TenantName.Default, id, TimeSpan.Zero, CancellationToken.None);
        var open = (await house.Service.GetRecordAsync(TenantName.Default, id, CancellationToken.None))!;
        await house.Service.CancelAsync(TenantName.Default, id, CancellationToken.None);
        var record = await house.SettledRecordAsync(id);

        running!.Award!.AtWork.ShouldBe(["a", "b"]);
        open.Started.Select(static start => start.Step).ShouldBe([0, 1]);
        record.Status.ShouldBe(MicrotaskStatus.Cancelled);
        record.Attempts.Select(static attempt => (attempt.BidderId, attempt.Outcome)).ShouldBe([("a", AttemptOutcome.Cancelled), ("b", AttemptOutcome.Cancelled)]);
        ShouldBeConsistent(record);
    }

    [Fact]
    public async Task Run_HostStopsInTheMiddleOfAParallelStep_BuysOnlyWhatWasInFlightAgain()
    {
        var folder = Directory.CreateTempSubdirectory("atomic-flow-").FullName;
        var ports = new MemoryPorts();
        var started = new TaskCompletionSource();
        var stuck = new ScriptedBidder("b");
        stuck.OnExecute = (_, token) => HangAsync(started, token);
        var done = Says("a", "yes");
        var plan = new AgreePlan("a", "b", "c", []);
        var first = await House.OpenAsync([done, stuck, Says("c", "no")], ports: ports, folder: folder, awarded: award => award with { Plan = plan });
        var id = (await first.Service.SubmitAsync(Samples.Submission(), CancellationToken.None)).Value!.Id;
        await started.Task.WaitAsync(Bound);
        await first.UntilAsync(id, static record => record.Attempts.Count == 1);
        await first.StopAsync();

        var (again, well) = (Says("a", "no"), Says("b", "yes"));
        await using var second = await House.OpenAsync([again, well, Says("c", "no")], ports: ports, folder: folder, awarded: award => award with { Plan = plan });
        var view = await second.Service.GetAsync(TenantName.Default, id, Bound, CancellationToken.None);
        var record = await second.SettledRecordAsync(id);

        view!.Output!.Value.GetString().ShouldBe("yes");
        again.Calls.ShouldBeEmpty("a recorded attempt is never bought again");
        well.Calls.Single().IdempotencyKey.ShouldBe(stuck.Calls.Single().IdempotencyKey);
        record.Started.Select(static start => (start.Step, start.Deliveries)).ShouldBe([(0, 1), (1, 2)]);
        ShouldBeConsistent(record);
    }

    [Fact]
    public async Task Run_AttemptsAtTheSameTime_WaitsForModelsOnceOnly()
    {
        await using var house = await OpenAsync(new AgreePlan("a", "b", "c", []), Says("a", "yes"), Says("b", "yes"), Says("c", "no"));

        var view = await house.RunAsync(Samples.Submission());

        // Each says that it took 250 ms, which they did together.
        (view.LatencyMs!.Value - view.OverheadMs!.Value).ShouldBeInRange(0, 300);
    }

    internal static Task<ModelReply> HangAsync(TaskCompletionSource? started, CancellationToken cancellationToken)
    {
        started?.TrySetResult();
        return Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(static _ => ScriptedBidder.Failure(AttemptOutcome.Cancelled), TaskScheduler.Default);
    }

    private static ScriptedBidder Says(string id, string text) => new(id) { OnExecute = (_, _) => Task.FromResult(ScriptedBidder.Answer(text)) };

    private static MicrotaskSubmission Typed() => Samples.Submission() with { Payload = Samples.Payload(schema: Schema) };

    private static Task<House> OpenAsync(Plan plan, params ScriptedBidder[] bidders) =>
        House.OpenAsync(bidders, awarded: award => award with { Plan = plan, WinnerId = plan.ToString() });

    private static void ShouldBeConsistent(DecisionRecord record) =>
        Explanation.Of(record).Facts.Where(static fact => !fact.Holds && fact.Id is not ("award-recomputed" or "winner-follows-from-ranking")).ShouldBeEmpty();
}
