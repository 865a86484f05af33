using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Verdicts;

/// <summary>Judges: a microtask of their own, under the limits of the one that they judge.</summary>
public sealed class JudgeFlowTests
{
    [Fact]
    public async Task Run_Judge_IsAMicrotaskThatBothRecordsLinkAndTeachesHalf()
    {
        var bidder = Judging("""{"reason":"It names the wrong team.","score":0.25}""");
        await using var house = await House.OpenAsync([bidder]);

        var view = await house.RunAsync(Judged("Only teams count."));
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);
        var judge = await house.SettledRecordAsync(record.Verdict!.JudgeMicrotaskId.ShouldNotBeNull());

        record.Verdict.Verdicts.Single().ShouldBe(new VerifierVerdict("judge", 0.25, "It names the wrong team.") { Trust = 0.5 });
        record.Verdict.Judgements.Single().Signal.ShouldBe(Signal.Judge);
        (judge.JudgeOf, judge.Microtask.Kind, judge.Status).ShouldBe((view.Id, "judge.email-routing", MicrotaskStatus.Succeeded));
        judge.Microtask.Input.GetProperty("rubric").GetString().ShouldBe("Only teams count.");
        judge.Microtask.Input.GetProperty("answer").GetString().ShouldBe("shipping");
        judge.Microtask.Input.GetProperty("input").GetString().ShouldBe("Where is my order?");
        house.Ports.Learned.SelectMany(static learned => learned.Observations).Single(static seen => seen.Score is not null).ShouldSatisfyAllConditions(
            static seen => seen.Score.ShouldBe(0.25), static seen => seen.Trust.ShouldBe(0.5));
        house.Ports.Examples.ShouldAllBe(static example => example.Label == null, "what a model thinks right is no example of an answer");
        house.Ports.Examples.Single().Outcomes.Single().ShouldSatisfyAllConditions(static outcome => outcome.Score.ShouldBe(0.25), static outcome => outcome.Trust.ShouldBe(0.5));
    }

    [Fact]
    public async Task Run_JudgeOfAKindThatIsJudgedByDefault_IsNotJudgedItself()
    {
        var bidder = Judging("""{"reason":"Right.","score":1}""");
        var kinds = new[] { "email-routing", "judge.email-routing" }.ToDictionary(static kind => kind, static _ => (IReadOnlyList<Verifier>)[new JudgeVerifier()]);
        await using var house = await House.OpenAsync([bidder], verifiers: kinds);

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);
        await house.SettledRecordAsync(record.Verdict!.JudgeMicrotaskId!);

        bidder.Calls.Select(static call => call.Kind).ShouldBe(["email-routing", "judge.email-routing"]);
    }

    [Fact]
    public async Task Run_PolicyThatForbidsABidder_ForbidsItToJudge()
    {
        ScriptedBidder inside = Judging("""{"reason":"Right.","score":1}"""), outside = Judging("""{"reason":"Right.","score":1}""", new ScriptedBidder(Samples.Bidder("b", region: "us")));
        await using var house = await House.OpenAsync([inside, outside]);

        var view = await house.RunAsync(Judged() with { Policy = new Policy { Explore = false, Regions = ["eu"] } });
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);
        var judge = await house.SettledRecordAsync(record.Verdict!.JudgeMicrotaskId!);

        outside.Invitations.ShouldBeEmpty();
        outside.Calls.ShouldBeEmpty("what the policy forbids is forbidden to a judge");
        judge.Microtask.Policy.Regions.ShouldBe(["eu"]);
    }

    [Fact]
    public async Task Run_JudgeHasNoBudgetLeft_SaysSoAndTheAnswerStays()
    {
        var bidder = Judging("""{"reason":"Right.","score":1}""");
        var ports = new MemoryPorts { BudgetUsd = 0.0013 };
        await using var house = await House.OpenAsync([bidder], ports: ports);

        var view = await house.RunAsync(Judged());
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        view.Status.ShouldBe(MicrotaskStatus.Succeeded);
        record.Verdict!.Judgements.ShouldBeEmpty();
        record.Verdict.Verdicts.Single().Detail.ShouldStartWith("The judge did not answer: Budget");
        ports.Scopes.ShouldContain(static scope => scope.Kind == "judge.email-routing");
    }

    [Fact]
    public async Task Run_JudgeThatNobodyDoes_SaysSo()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder(Samples.Bidder("a", kinds: ["email-routing"]))]);

        var view = await house.RunAsync(Judged());
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        record.Verdict!.Verdicts.Single().Detail.ShouldStartWith("No judge could be asked: No bidder does microtasks of kind 'judge.email-routing'");
        record.Verdict.JudgeMicrotaskId.ShouldBeNull();
    }

    [Fact]
    public async Task Run_VerifierHadDecided_AsksNoJudge()
    {
        var bidder = Judging("""{"reason":"Right.","score":1}""");
        await using var house = await House.OpenAsync([bidder]);

        var view = await house.RunAsync(Samples.Submission() with { Verify = [new LabelVerifier { Expected = "shipping" }, new JudgeVerifier()] });
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        bidder.Calls.Count.ShouldBe(1);
        record.Verdict!.Verdicts.Select(static verdict => verdict.Score).ShouldBe([1d, null]);
    }

    [Fact]
    public async Task Run_ShareOfNothing_JudgesNothing()
    {
        var bidder = Judging("""{"reason":"Right.","score":1}""");
        await using var house = await House.OpenAsync([bidder]);

        var record = await house.SettledRecordAsync((await house.RunAsync(Samples.Submission() with { Verify = [new JudgeVerifier { Share = 0 }] })).Id);

        record.Verdict.ShouldBeNull();
        bidder.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_HostStopsWhileTheJudgeIsAtWork_AsksItOnce()
    {
        var folder = Directory.CreateTempSubdirectory("atomic-judge-").FullName;
        var ports = new MemoryPorts();
        var asked = new TaskCompletionSource();
        var stuck = Judging("");
        var answer = stuck.OnExecute;
        stuck.OnExecute = async (call, token) =>
        {
            if (call.Kind == "email-routing") return await answer(call, token);
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return ScriptedBidder.Answer("never");
        };
        var first = await House.OpenAsync([stuck], ports: ports, folder: folder);
        var view = await first.RunAsync(Judged());
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await first.StopAsync();

        var well = Judging("""{"reason":"Right.","score":1}""");
        await using var second = await House.OpenAsync([well], ports: ports, folder: folder);
        var record = await second.UntilAsync(view.Id, static record => record.Verdict is not null);

        record.Verdict!.Judgements.Single().Score.ShouldBe(1);
        well.Calls.Single().IdempotencyKey.ShouldBe(stuck.Calls.Last().IdempotencyKey, "the same judge's microtask went on");
        ports.Learned.SelectMany(static learned => learned.Observations).Count(static seen => seen.Score is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Judge_AsManyAsAreAskedAtOnce_DoesNotWait()
    {
        var judge = new ModelJudge(new Lazy<IMicrotaskService>(static () => throw new InvalidOperationException("It was asked.")), new JudgeOptions { MaxConcurrent = 0 });

        var ruling = await judge.JudgeAsync(new("mt-1", TenantName.Default, "k", Samples.Payload(), Samples.Text("x"), new Policy(), null), CancellationToken.None);

        ruling.Score.ShouldBeNull();
        ruling.Detail.ShouldContain("MaxConcurrent");
    }

    [Theory]
    [InlineData("email-routing", "judge.email-routing")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567", "judge.a123456789012345678901234567890123456789012345678901234567")]
    [InlineData("a1234567890123456789012345678901234567890123456789012345678", "judge")]
    public void KindOf_AnyKind_IsAKind(string kind, string judge) => ModelJudge.KindOf(kind).ShouldBe(judge);

    private static MicrotaskSubmission Judged(string? rubric = null) => Samples.Submission() with { Verify = [new JudgeVerifier { Rubric = rubric }] };

    private static ScriptedBidder Judging(string ruling, ScriptedBidder? bidder = null)
    {
        bidder ??= new ScriptedBidder("a");
        bidder.OnExecute = (call, _) => Task.FromResult(ScriptedBidder.Answer(call.Kind.StartsWith("judge.", StringComparison.Ordinal) ? ruling : "shipping"));
        return bidder;
    }
}
