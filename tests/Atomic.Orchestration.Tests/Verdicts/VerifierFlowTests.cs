using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Verdicts;

/// <summary>Verifiers through the whole flow: what they find, what is recorded, what is learned, what they may refuse.</summary>
public sealed class VerifierFlowTests
{
    [Theory]
    [InlineData("shipping", 1)]
    [InlineData("billing", 0)]
    public async Task Run_LabelVerifier_IsRecordedAndTeachesBidderAndSpecialist(string right, double score)
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);

        var view = await house.RunAsync(Submission(new LabelVerifier { Expected = right }));
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        view.Status.ShouldBe(MicrotaskStatus.Succeeded, "only a required verifier refuses");
        record.Attempts.Single().Verdicts.Single().Score.ShouldBe(score);
        var judgement = record.Verdict!.Judgements.Single();
        (judgement.Score, judgement.Trust, judgement.Signal, judgement.Source, judgement.Label).ShouldBe((score, 1d, Signal.Verifier, "label", right));
        record.Verdict.Learned.ShouldBeTrue();
        record.Feedback.ShouldBeEmpty("nobody said anything");
        Scores(house).ShouldBe([("a", score, 1d)]);
        house.Ports.Examples.Single().Label.ShouldBe(right);
    }

    [Fact]
    public async Task Run_RegexVerifier_TeachesNoSpecialist()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);

        var view = await house.RunAsync(Submission(new RegexVerifier { Pattern = "^[a-z]+$" }));
        await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        Scores(house).ShouldBe([("a", 1d, 1d)]);
        house.Ports.Examples.ShouldAllBe(static example => example.Label == null, "a form that is met is no right answer");
        house.Ports.Examples.Single().Outcomes.ShouldBe([new("a", 1)]);
    }

    [Fact]
    public async Task Run_VerifierAndThenFeedback_TheVerdictIsWhatTeaches()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        var view = await house.RunAsync(Submission(new LabelVerifier { Expected = "shipping" }));
        await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        var receipt = await house.Service.AddFeedbackAsync(TenantName.Default, view.Id, new Feedback { Score = 0, ReceivedAt = Samples.Now }, CancellationToken.None);

        receipt.Value!.ShouldBe(new FeedbackReceipt(view.Id, Recorded: true, Learned: false));
        Scores(house).ShouldBe([("a", 1d, 1d)]);
    }

    [Fact]
    public async Task Run_VerifierOfHalfTrustAndThenFeedback_WeighOneTogether()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        var view = await house.RunAsync(Submission(new RegexVerifier { Pattern = "ship", Trust = 0.5 }));
        await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        var receipt = await house.Service.AddFeedbackAsync(TenantName.Default, view.Id, new Feedback { Score = 0, Label = "billing", ReceivedAt = Samples.Now }, CancellationToken.None);

        receipt.Value!.Learned.ShouldBeTrue();
        Scores(house).ShouldBe([("a", 1d, 0.5), ("a", 0d, 0.5)]);
        house.Ports.Examples.Select(static example => example.Label).ShouldBe([null, "billing"]);
    }

    [Fact]
    public async Task Run_RequiredVerifierFails_GoesOnToTheNextAndTeachesThatTheFirstWasWrong()
    {
        ScriptedBidder first = Bidder("a", 0.001, "billing"), second = Bidder("b", 0.002, "shipping");
        await using var house = await House.OpenAsync([first, second]);

        var view = await house.RunAsync(Submission(new LabelVerifier { Expected = "shipping", Required = true }));
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        view.Output!.Value.GetString().ShouldBe("shipping");
        record.Attempts.Select(static attempt => attempt.Outcome).ShouldBe([AttemptOutcome.InvalidOutput, AttemptOutcome.Succeeded]);
        record.Attempts[0].Output.ShouldBeNull();
        record.Attempts[0].Detail.ShouldBe("The label verifier, which is required, found the answer wrong. The answer is 'billing', not 'shipping'.");
        second.Calls.Single().Rejected.ShouldBeNull("nobody is told what is right");
        Scores(house).ShouldContain(("a", 0d, 1d));
        house.Ports.Learned.SelectMany(static learned => learned.Observations).First(static seen => seen is { BidderId: "a", Outcome: not null })
            .Outcome.ShouldBe(AttemptOutcome.Succeeded, "it answered; what it answered was wrong");
    }

    [Fact]
    public async Task Run_RequiredVerifierFailsEverybody_FailsAndTeachesOnceNevertheless()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);

        var view = await house.RunAsync(Submission(new LabelVerifier { Expected = "billing", Required = true }));
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        view.Status.ShouldBe(MicrotaskStatus.Failed);
        record.Verdict!.Learned.ShouldBeTrue();
        Scores(house).ShouldBe([("a", 0d, 1d)]);
    }

    [Fact]
    public async Task Run_RequiredVerifierAndAStreamingCaller_HoldsTheAnswerBack()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);

        var plain = await house.Service.SubmitAsync(Samples.Submission() with { Stream = true }, CancellationToken.None);
        var held = await house.Service.SubmitAsync(Submission(new LabelVerifier { Expected = "x", Required = true }) with { Stream = true }, CancellationToken.None);

        plain.Value!.Answer.ShouldNotBeNull();
        held.Value!.Answer.ShouldBeNull("what may be refused is not passed on");
        plain.Value.Answer!.Dispose();
    }

    [Fact]
    public async Task Run_Executable_JudgesAfterTheAnswerWithAllThatItNeeds()
    {
        var let = new TaskCompletionSource<ProgramFinding>();
        var programs = new ScriptedPrograms { Programs = { ["check-sql"] = (_, _) => let.Task } };
        await using var house = await House.OpenAsync([new ScriptedBidder("a")], programs: programs);

        var view = await house.RunAsync(Submission(new ExecutableVerifier { Program = "check-sql" }));
        view.Status.ShouldBe(MicrotaskStatus.Succeeded, "the caller does not wait for the program");
        let.SetResult(new ProgramFinding(0.25, "billing", "Nearly."));
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        var read = JsonElement.Parse(programs.Inputs.Single());
        read.GetProperty("id").GetString().ShouldBe(view.Id);
        read.GetProperty("kind").GetString().ShouldBe("email-routing");
        read.GetProperty("input").GetString().ShouldBe("Where is my order?");
        read.GetProperty("output").GetString().ShouldBe("shipping");
        record.Verdict!.Verdicts.Single().ShouldBe(new VerifierVerdict("executable check-sql", 0.25, "Nearly.") { Label = "billing" });
        Scores(house).ShouldBe([("a", 0.25, 1d)]);
        house.Ports.Examples.Single().Label.ShouldBe("billing");
    }

    [Fact]
    public async Task Run_ExecutableWithoutVerdict_SaysSoAndTeachesNothing()
    {
        var programs = new ScriptedPrograms { Programs = { ["slow"] = static (_, _) => Task.FromResult(ProgramFinding.None("It was killed.")) } };
        await using var house = await House.OpenAsync([new ScriptedBidder("a")], programs: programs);

        var view = await house.RunAsync(Submission(new ExecutableVerifier { Program = "slow" }));
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        record.Verdict!.Judgements.ShouldBeEmpty();
        record.Verdict.Verdicts.Single().Detail.ShouldBe("It was killed.");
        Scores(house).ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_VerificationBreaks_TheAnswerStaysAndTheRecordSaysWhy()
    {
        var programs = new ScriptedPrograms { AfterVerdict = static (_, _) => throw new InvalidOperationException("A defect.") };
        await using var house = await House.OpenAsync([new ScriptedBidder("a")], programs: programs);

        var view = await house.RunAsync(Submission(new LabelVerifier { Expected = "shipping" }));
        var record = await house.UntilAsync(view.Id, static record => record.Verdict is not null);

        record.Status.ShouldBe(MicrotaskStatus.Succeeded);
        record.Verdict!.Verdicts.Single().Detail.ShouldContain("failed inside the house");
        Scores(house).ShouldBe([("a", 1d, 1d)], "three deliveries learned once");
    }

    [Fact]
    public async Task Run_HostStopsBetweenLearningAndItsEvent_LearnsExactlyOnce()
    {
        var folder = Directory.CreateTempSubdirectory("atomic-verdict-").FullName;
        var ports = new MemoryPorts();
        var reached = new TaskCompletionSource();
        var stuck = new ScriptedPrograms
        {
            Programs = { ["check"] = static (_, _) => Task.FromResult(new ProgramFinding(1, null, "Right.")) },
            AfterVerdict = async (_, token) =>
            {
                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, token);
            },
        };
        var first = await House.OpenAsync([new ScriptedBidder("a")], ports: ports, folder: folder, programs: stuck);
        var view = await first.RunAsync(Submission(new ExecutableVerifier { Program = "check" }, new LabelVerifier { Expected = "shipping" }));
        await reached.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await first.StopAsync();

        var well = new ScriptedPrograms { Programs = { ["check"] = static (_, _) => Task.FromResult(new ProgramFinding(1, null, "Right.")) } };
        var bidder = new ScriptedBidder("a");
        await using var second = await House.OpenAsync([bidder], ports: ports, folder: folder, programs: well);
        var record = await second.UntilAsync(view.Id, static record => record.Verdict is not null);

        bidder.Calls.ShouldBeEmpty("the answer was recorded");
        well.Inputs.Count.ShouldBe(1);
        record.Verdict!.Judgements.Single().Score.ShouldBe(1);
        Scores(second).ShouldBe([("a", 1d, 1d)]);
        ports.Examples.Select(static example => example.LearningId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Submit_KindWithVerifiers_HasThemUnlessTheRequestSaysOtherwise()
    {
        var kinds = new Dictionary<string, IReadOnlyList<Verifier>> { ["email-routing"] = [new LabelVerifier { Expected = "shipping" }] };
        await using var house = await House.OpenAsync([new ScriptedBidder("a")], verifiers: kinds);

        var byKind = await house.SettledRecordAsync((await house.RunAsync(Samples.Submission())).Id);
        var none = await house.SettledRecordAsync((await house.RunAsync(Submission())).Id);
        var own = await house.SettledRecordAsync((await house.RunAsync(Submission(new RegexVerifier { Pattern = "x" }))).Id);

        byKind.Attempts.Single().Verdicts.Single().Verifier.ShouldBe("label");
        none.Attempts.Single().Verdicts.ShouldBeEmpty();
        own.Attempts.Single().Verdicts.Single().Verifier.ShouldBe("regex");
    }

    [Fact]
    public async Task Submit_ExecutableThatIsNotConfigured_IsRefusedWithASuggestion()
    {
        var programs = new ScriptedPrograms { Programs = { ["check-sql"] = static (_, _) => Task.FromResult(ProgramFinding.None("")) } };
        await using var house = await House.OpenAsync([new ScriptedBidder("a")], programs: programs);

        var problem = (await house.Service.SubmitAsync(Submission(new ExecutableVerifier { Program = "check_sq1" }), CancellationToken.None)).Problem!;

        problem.Pointer.ShouldBe("/verify");
        problem.Detail.ShouldBe("\"check_sq1\" is no executable of this server; did you mean \"check-sql\"?");
    }

    [Fact]
    public async Task Submit_SameKeyWithAnotherVerifier_IsAnotherRequest()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder("a")]);
        await house.RunAsync(Submission(new LabelVerifier { Expected = "shipping" }) with { IdempotencyKey = "k" });

        var same = await house.Service.SubmitAsync(Submission(new LabelVerifier { Expected = "shipping" }) with { IdempotencyKey = "k" }, CancellationToken.None);
        var other = await house.Service.SubmitAsync(Submission(new LabelVerifier { Expected = "billing" }) with { IdempotencyKey = "k" }, CancellationToken.None);

        same.Value!.Created.ShouldBeFalse();
        other.Problem!.Code.ShouldBe(Core.Errors.ErrorCodes.IdempotencyKeyReused);
    }

    private static MicrotaskSubmission Submission(params Verifier[] verify) => Samples.Submission(policy: new Policy { Explore = false }) with { Verify = verify };

    private static ScriptedBidder Bidder(string id, double cost, string answer) => new(id)
    {
        OnBid = (_, _) => new(BidReply.Of(Samples.Bid(id, cost))),
        OnExecute = (_, _) => Task.FromResult(ScriptedBidder.Answer(answer)),
    };

    private static IReadOnlyList<(string Bidder, double Score, double Trust)> Scores(House house) =>
        [.. house.Ports.Learned.SelectMany(static learned => learned.Observations).Where(static seen => seen.Score is not null).Select(static seen => (seen.BidderId, seen.Score!.Value, seen.Trust))];
}
