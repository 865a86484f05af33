using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Core.Repairs;
using Atomic.Core.Schemas;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Microtasks;

/// <summary>Output schemas in the whole flow: who is asked, what is taken, and what is learned of it.</summary>
public sealed class TypedAnswerTests
{
    private const string Hard = """{"type":"object","properties":{"team":{"enum":["billing","returns"]},"lines":{"type":"array","items":{"type":"integer"}}},"required":["team","lines"]}""";
    private const string Easy = """{"type":"object","properties":{"answer":{"type":"string"}},"required":["answer"]}""";
    private const string Meets = """{"team":"billing","lines":[1],"answer":"yes"}""";

    [Fact]
    public async Task Run_BidderKeepsFailingOneShape_LosesAwardsForThatShapeOnlyUntilItIsForgotten()
    {
        var cheap = Learner("cheap", outputUsdPerMTok: 1);
        cheap.OnExecute = static (call, _) => Task.FromResult(ScriptedBidder.Answer(IsHard(call) ? "It is billing." : Meets));
        var dear = Learner("dear", outputUsdPerMTok: 40);
        dear.OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Answer(Meets));
        await using var house = await House.OpenAsync([cheap, dear]);

        (await WinnerAsync(house, Hard)).ShouldBe("cheap");
        for (var round = 0; round < 40 && await WinnerAsync(house, Hard) == "cheap"; round++)
        {
            // Each time the answer is invalid, and dear answers as the runner-up.
        }

        (await WinnerAsync(house, Hard)).ShouldBe("dear");
        (await WinnerAsync(house, Easy)).ShouldBe("cheap");
        (await WinnerAsync(house, null)).ShouldBe("cheap");
        var record = await RunAsync(house, Hard);
        var evidence = record.Book!.Bids.Single(static bid => bid.BidderId == "cheap").Evidence;
        evidence.SchemaShape.ShouldNotBeNull();
        evidence.InvalidRate!.Value.ShouldBeGreaterThan(0.1);
        evidence.ShapeObservations!.Value.ShouldBeGreaterThan(0.9);

        // The kind learns of other things, and what was found of the shape fades.
        for (var learned = 0; learned < 4_000; learned++)
            await house.Ports.LearnAsync($"other-{learned}", record.Microtask.Kind, new([]), CancellationToken.None);
        (await WinnerAsync(house, Hard)).ShouldBe("cheap");
    }

    [Fact]
    public async Task Run_RefusedThenCorrected_CountsOnceAsInvalidAndOnceAsValid()
    {
        var bidder = new ScriptedBidder("a")
        {
            OnExecute = static (call, _) => Task.FromResult(ScriptedBidder.Answer(call.Rejected is null ? """{"team":"kitchen","lines":["x"]}""" : """{"team":"Billing","lines":["1"],}""")),
        };
        await using var house = await House.OpenAsync([bidder]);

        var record = await RunAsync(house, Hard);

        record.Attempts.Select(static attempt => (attempt.Ask, attempt.Outcome)).ShouldBe([(1, AttemptOutcome.InvalidOutput), (2, AttemptOutcome.Succeeded)]);
        record.Attempts[1].Repairs.ShouldBe(["trailing-comma", "number-as-string", "enum-case"]);
        bidder.Calls.Last().Rejected!.Faults.ShouldBe(["At /team: The value must be one of \"billing\", \"returns\".", "At /lines/0: The value must be of type integer."]);
        var observed = house.Ports.Learned.Single().Observations;
        observed.Select(static observation => observation.Outcome).ShouldBe([AttemptOutcome.InvalidOutput, AttemptOutcome.Succeeded]);
        observed.Select(static observation => observation.SchemaShape).Distinct().Single().ShouldBe(SchemaShape.Of(Samples.Json(Hard)));
    }

    [Fact]
    public async Task Run_BidderWithoutStructuredOutput_IsNeitherAskedNorAFallbackUnderASchema()
    {
        var prose = new ScriptedBidder(Samples.Bidder("prose") with { NoStructuredOutput = true });
        var typed = new ScriptedBidder("typed") { OnExecute = static (_, _) => Task.FromResult(ScriptedBidder.Failure(AttemptOutcome.ServerError)) };
        await using var house = await House.OpenAsync([prose, typed]);

        var record = await RunAsync(house, Easy, MicrotaskStatus.Failed);

        record.Book!.NoBids.ShouldBe([new NoBid("prose", NoBidReason.NoStructuredOutput, "It does not answer in JSON, and the microtask has an output schema.")]);
        prose.Invitations.ShouldBeEmpty();
        prose.Calls.ShouldBeEmpty();
        await RunAsync(house, null);
        prose.Invitations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Run_OnlyBiddersWithoutStructuredOutput_EndsWithTheReasonOfEach()
    {
        await using var house = await House.OpenAsync([new ScriptedBidder(Samples.Bidder("prose") with { NoStructuredOutput = true })]);

        (await RunAsync(house, Easy, MicrotaskStatus.NoAward)).Book!.NoBids.Single().Reason.ShouldBe(NoBidReason.NoStructuredOutput);
    }

    public static TheoryData<string, string> BadAnswers => new()
    {
        { "prose", "I would say that this is for billing." },
        { "10 MB", "{\"answer\":\"" + new string('x', 10_000_000) + "\"}" },
        { "10,000 deep", new string('[', 10_000) + new string(']', 10_000) },
        { "half a character", "{\"answer\":\"\ud800\"}" },
        { "half a character, escaped", """{"answer":"\ud800"}""" },
        { "a name twice", """{"answer":"yes","answer":"no"}""" },
        { "not a number", """{"answer":NaN}""" },
    };

    [Theory]
    [MemberData(nameof(BadAnswers), DisableDiscoveryEnumeration = true)]
    public async Task Run_AnswerThatCannotBeTaken_IsRecordedWithItsReasonAndTheNextBidderAnswers(string what, string answer)
    {
        var bad = Bidder("bad", cost: 0.0001, answer);
        await using var house = await House.OpenAsync([bad, Bidder("good", cost: 0.0002, Meets)]);

        var record = await RunAsync(house, Easy);

        record.Attempts[0].BidderId.ShouldBe("bad", what);
        record.Attempts[0].Outcome.ShouldBe(AttemptOutcome.InvalidOutput, what);
        record.Attempts[0].Detail.ShouldNotBeNullOrEmpty(what);
        record.Attempts[^1].BidderId.ShouldBe("good", what);
    }

    [Fact]
    public async Task Run_AnswerAsDeepAsItMayBe_IsReadBackWhole()
    {
        var answer = new string('[', AnswerReader.MaxDepth) + new string(']', AnswerReader.MaxDepth);
        await using var house = await House.OpenAsync([Bidder("deep", cost: 0.0001, answer)]);

        var view = await house.RunAsync(Submission("""{"type":"array"}"""));

        view.Output!.Value.GetRawText().ShouldBe(answer);
        (await house.SettledRecordAsync(view.Id)).Attempts.Single().Output!.Value.GetRawText().ShouldBe(answer);
    }

    [Fact]
    public async Task Run_RecursiveSchema_TakesAnswersOfAnyFiniteForm()
    {
        const string Tree = """{"type":"object","properties":{"children":{"type":"array","items":{"$ref":"#"}}},"additionalProperties":false}""";
        await using var house = await House.OpenAsync([Bidder("tree", cost: 0.0001, """{"children":[{"children":[{}]},{}]}""")]);

        (await RunAsync(house, Tree)).Attempts.Single().Outcome.ShouldBe(AttemptOutcome.Succeeded);
    }

    private static bool IsHard(ModelCall call) => call.Payload.OutputSchema is { } schema && schema.GetRawText() == Hard;

    private static ScriptedBidder Learner(string id, double outputUsdPerMTok)
    {
        var definition = Samples.Bidder(id, outputUsdPerMTok) with { Prior = new BidderPrior { Quality = 0.9, OutputTokens = 20 } };
        return new ScriptedBidder(definition)
        {
            OnBid = (invitation, _) => new(BidReply.Of(
                BidEstimator.Estimate(definition, invitation.TrackRecord, invitation.InputTokens, invitation.SchemaShape, invitation.TrackRecordVersion))),
        };
    }

    private static ScriptedBidder Bidder(string id, double cost, string answer) => new(id)
    {
        OnBid = (_, _) => new(BidReply.Of(Samples.Bid(id, cost))),
        OnExecute = (_, _) => Task.FromResult(ScriptedBidder.Answer(answer)),
    };

    private static MicrotaskSubmission Submission(string? schema) => Samples.Submission(policy: new Policy { Explore = false, MaxAttempts = 2 }) with
    {
        Payload = Samples.Payload(schema: schema),
    };

    private static async Task<string> WinnerAsync(House house, string? schema) => (await RunAsync(house, schema)).Award!.WinnerId!;

    private static async Task<DecisionRecord> RunAsync(House house, string? schema, MicrotaskStatus status = MicrotaskStatus.Succeeded)
    {
        var view = await house.RunAsync(Submission(schema));
        view.Status.ShouldBe(status, JsonSerializer.Serialize(view.Output));
        return await house.SettledRecordAsync(view.Id);
    }
}
