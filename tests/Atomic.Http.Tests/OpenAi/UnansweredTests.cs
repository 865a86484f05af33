using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Microtasks;

namespace Atomic.Http.Tests.OpenAi;

public sealed class UnansweredTests : OpenAiTest
{
    [Fact]
    public async Task Create_BudgetIsSpent_Is429OfInsufficientQuota()
    {
        Service.End = static view => view with
        {
            Status = MicrotaskStatus.NoAward,
            Output = null,
            Detail = "The budget team has $0.01 left.",
            Refusal = new MicrotaskRefusal(MicrotaskRefusal.BudgetExhausted, "team", 0.01, DateTimeOffset.UtcNow.AddHours(1)),
        };

        using var response = await PostAsync(Chat, Hello);

        (await ErrorAsync(response, 429, "insufficient_quota")).GetProperty("type").GetString().ShouldBe("insufficient_quota");
        int.Parse(Header(response, "Retry-After")!).ShouldBeInRange(3500, 3600);
        Header(response, "x-should-retry").ShouldBe("false");
        Header(response, "x-atomic-id").ShouldBe(ScriptedService.FirstId);
    }

    [Theory]
    [InlineData(NoBidReason.RateLimited)]
    [InlineData(NoBidReason.AtCapacity)]
    [InlineData(NoBidReason.Unavailable)]
    public async Task Create_BiddersAreAway_Is503UntilTheFirstReturns(NoBidReason reason)
    {
        var now = DateTimeOffset.UtcNow;
        Fails(MicrotaskStatus.NoAward, RecordOf([new NoBid("a", reason, "Away.", now.AddSeconds(90)), new NoBid("b", reason, "Away.", now.AddSeconds(40)), new NoBid("c", NoBidReason.WrongRegion, "No.")]));

        using var response = await PostAsync(Chat, Hello);

        await ErrorAsync(response, 503, "no_bidder_available");
        int.Parse(Header(response, "Retry-After")!).ShouldBeInRange(35, 40);
        Header(response, "x-should-retry").ShouldBeNull();
    }

    [Fact]
    public async Task Create_RequestRulesAllBiddersOut_Is400WithTheReasons()
    {
        Fails(MicrotaskStatus.NoAward, RecordOf([new NoBid("c", NoBidReason.WrongRegion, "No.")]), "No bidder was eligible: c: No.");

        using var response = await PostAsync(Chat, Hello);

        (await ErrorAsync(response, 400, "no_eligible_bidder")).GetProperty("message").GetString().ShouldBe("No bidder was eligible: c: No.");
    }

    [Theory]
    [InlineData(AttemptOutcome.ServerError, 502, "attempts_failed")]
    [InlineData(AttemptOutcome.InvalidOutput, 502, "attempts_failed")]
    [InlineData(AttemptOutcome.TimedOut, 504, "deadline_exceeded")]
    public async Task Create_ModelsAskedInVain_IsNotToBeRetried(AttemptOutcome outcome, int status, string code)
    {
        Fails(MicrotaskStatus.Failed, RecordOf([], AttemptOf(outcome)));

        using var response = await PostAsync(Chat, Hello);

        await ErrorAsync(response, status, code);
        Header(response, "x-should-retry").ShouldBe("false");
        Header(response, "x-atomic-bidder").ShouldBe("small");
    }

    [Fact]
    public async Task Create_Cancelled_Is499()
    {
        Fails(MicrotaskStatus.Cancelled);

        using var response = await PostAsync(Chat, Hello);

        await ErrorAsync(response, 499, "cancelled");
    }

    [Fact]
    public async Task Create_NotWaitedForAnyLonger_SaysWhereTheAnswerWillBe()
    {
        Service.EndsAtOnce = false;

        using var response = await PostAsync(Chat, Hello);

        (await ErrorAsync(response, 504, "still_running")).GetProperty("message").GetString()!.ShouldContain($"/api/microtasks/{ScriptedService.FirstId}");
    }

    private static Attempt AttemptOf(AttemptOutcome outcome) => new()
    {
        Step = 0,
        BidderId = "small",
        Model = "small-model",
        IdempotencyKey = "k",
        Outcome = outcome,
        CostUsd = 0,
        LatencySeconds = 0,
    };
}
