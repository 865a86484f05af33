using System.Text.Json;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Policies;
using Atomic.Core.Verifiers;

namespace Atomic.Core.Tests.Explanations;

/// <summary>Decision records of one realistic microtask, at every moment of its life.</summary>
internal static class DecisionRecordCases
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static readonly Policy RoutingPolicy = new()
    {
        Preset = PolicyPresets.CustomName,
        MaxCostUsd = 0.002,
        DeadlineSeconds = 10,
        MinQuality = 0.6,
        Regions = ["eu", "local"],
        Explore = false,
    };

    public static readonly IReadOnlyList<Bidder> Bidders =
    [
        Bidder("gpt-4o-mini-eu", "gpt-4o-mini", "eu", new TokenPrice(0.165, 0.66)),
        Bidder("gpt-4o-us", "gpt-4o", "us", new TokenPrice(2.5, 10)),
        Bidder("llama-3.1-8b-local", "llama-3.1-8b-instruct", "local", TokenPrice.Free) with { Tags = ["on-premises"] },
        Bidder("mistral-large-eu", "mistral-large-2411", "eu", new TokenPrice(2, 6)),
        Bidder("routing-specialist", "specialist", "local", TokenPrice.Free) with { Source = BidderSource.Specialist, Tags = ["on-premises"] },
        Bidder("tiny-local", "qwen2.5-0.5b", "local", TokenPrice.Free),
    ];

    public static readonly BidBook Book = new()
    {
        Bids =
        [
            Bid("gpt-4o-mini-eu", "gpt-4o-mini", new(0.0000784, 0.0000741, 0.0000863), new(0.62, 0.41, 1.3), new(0.931, 0.902, 0.954), new() { Basis = "track-record", QualityObservations = 212.4, LatencyObservations = 240, InputTokens = 435, ExpectedOutputTokens = 10 }),
            Bid("llama-3.1-8b-local", "llama-3.1-8b-instruct", Estimate.Exactly(0), new(1.9, 1.2, 3.8), new(0.874, 0.812, 0.921), new() { Basis = "track-record", QualityObservations = 88, LatencyObservations = 91.5, InputTokens = 452, ExpectedOutputTokens = 11 }),
            Bid("mistral-large-eu", "mistral-large-2411", new(0.00093, 0.0009, 0.0031), new(1.1, 0.7, 2.4), new(0.95, 0.71, 0.99), new() { Basis = "prior", InputTokens = 435, ExpectedOutputTokens = 10 }),
            Bid("tiny-local", "qwen2.5-0.5b", Estimate.Exactly(0), new(0.25, 0.2, 0.4), new(0.58, 0.49, 0.66), new() { Basis = "track-record", QualityObservations = 61, LatencyObservations = 61, InputTokens = 448, ExpectedOutputTokens = 12 }),
        ],
        NoBids =
        [
            new("gpt-4o-us", NoBidReason.WrongRegion, "It processes data in us; the policy allows eu, local."),
            new("routing-specialist", NoBidReason.NotLearned, "It has seen 31 verified answers of the 50 that it needs."),
        ],
        MarketVersion = "9f2c41d07be6a853",
        TrackRecordVersion = 301,
    };

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement.Clone();

    public static DecisionRecord Bidding { get; } = new()
    {
        Microtask = new Microtask
        {
            Id = "mt-01jncw5v2e8m9x4t7r3q6k0hbz",
            Kind = "email-routing",
            Instructions = "Which team should answer this e-mail? Answer with one of: billing, support, sales, spam.",
            Input = Json("""{"subject":"Invoice 4711 charged twice","body":"Hello, my card was charged twice for invoice 4711 last Friday. Please refund one of the two payments."}"""),
            OutputSchema = Json("""{"type":"object","properties":{"team":{"enum":["billing","support","sales","spam"]}},"required":["team"]}"""),
            Policy = RoutingPolicy,
            Tags = new Dictionary<string, string> { ["tenant"] = "contoso", ["case"] = "CS-20931" },
        },
        SubmittedAt = Start,
        Status = MicrotaskStatus.Running,
        Bidders = Bidders,
    };

    public static DecisionRecord AwaitingAward => Bidding with { Book = Book, BidsCollectedAt = At(0.021) };

    public static DecisionRecord AwaitingAttempt => Award(AwaitingAward);

    public static DecisionRecord Attempting => AwaitingAttempt with { Started = [new AttemptStart(0, At(0.034), 1)] };

    public static DecisionRecord AwaitingFallback => Attempting with { Attempts = [TimedOut] };

    public static DecisionRecord AwaitingSettlement => Attempting with
    {
        Status = MicrotaskStatus.Succeeded,
        Attempts = [Answered(0, "gpt-4o-mini-eu", "gpt-4o-mini", "gpt-4o-mini-2024-07-18", 0.0000792, 0.71, 435, 11)],
        EndedAt = At(0.752),
    };

    public static DecisionRecord Succeeded => Settle(AwaitingSettlement) with
    {
        Feedback = [new Feedback { Score = 1, Label = "billing", Comment = "Right team at once.", ReceivedAt = At(340) }],
    };

    public static DecisionRecord FellBack => Settle(AwaitingFallback with
    {
        Status = MicrotaskStatus.Succeeded,
        Started = [new AttemptStart(0, At(0.034), 1), new AttemptStart(1, At(4.05), 2)],
        Attempts = [TimedOut, Answered(1, "llama-3.1-8b-local", "llama-3.1-8b-instruct", null, 0, 4.4, 452, 12)],
        EndedAt = At(8.46),
    });

    public static DecisionRecord Failed => Settle(AwaitingFallback with
    {
        Status = MicrotaskStatus.Failed,
        StatusDetail = "Both attempts failed: gpt-4o-mini-eu timed out, llama-3.1-8b-local brought an invalid answer.",
        Started = [new AttemptStart(0, At(0.034), 1), new AttemptStart(1, At(4.05), 1)],
        Attempts = [TimedOut, Invalid],
        EndedAt = At(6.3),
    });

    public static DecisionRecord NoAward => Award(AwaitingAward, RoutingPolicy with { MinQuality = 0.99 }) with
    {
        Status = MicrotaskStatus.NoAward,
        StatusDetail = "No bid meets minQuality 0.99.",
        EndedAt = At(0.03),
    };

    public static DecisionRecord Cancelled => Attempting with
    {
        Status = MicrotaskStatus.Cancelled,
        StatusDetail = "The caller closed the case.",
        EndedAt = At(0.4),
    };

    public static DecisionRecord CancelledWhileBidding => Bidding with { Status = MicrotaskStatus.Cancelled, EndedAt = At(0.01) };

    public static DecisionRecord FailedWhileAwarding => AwaitingAward with { Status = MicrotaskStatus.Failed, StatusDetail = "The orchestration failed.", EndedAt = At(1) };

    public static DecisionRecord EmptyBook => AwaitingAward with { Book = Book with { Bids = [], NoBids = [] } };

    public static DecisionRecord Purged => Succeeded with { Microtask = Succeeded.Microtask with { Instructions = null, Input = default, OutputSchema = null }, Bidders = [] };

    /// <summary>A record whose award was drawn away from the first of the ranking.</summary>
    public static DecisionRecord Drawn { get; } = FindDrawn();

    /// <summary>A verifier refused the first answer; of the second a judge found something, and a caller whom nobody trusts in full.</summary>
    public static DecisionRecord Verified { get; } = FellBack with
    {
        Attempts =
        [
            FellBack.Attempts[0] with { Outcome = AttemptOutcome.InvalidOutput, Verdicts = [new VerifierVerdict("regex", 0, "The answer 'x' does not match the pattern.") { Required = true }] },
            .. FellBack.Attempts.Skip(1).Select(static attempt => attempt with { Verdicts = [new VerifierVerdict("regex", 1, "The answer matches the pattern.") { Required = true, Trust = 0.25 }] }),
        ],
        Verdict = new AnswerVerdict
        {
            Verdicts =
            [
                new VerifierVerdict("regex", 1, "The answer matches the pattern.") { Required = true, Trust = 0.25 },
                new VerifierVerdict("executable check-team", null, "The executable 'check-team' was killed after 10 s."),
                new VerifierVerdict("judge", 0.75, "The team is right, the tone is not.") { Trust = 0.5 },
            ],
            Judgements =
            [
                new Feedback { Score = 1, Trust = 0.25, Signal = Signal.Verifier, Source = "regex", ReceivedAt = At(12) },
                new Feedback { Score = 0.75, Trust = 0.5, Signal = Signal.Judge, Source = "judge", ReceivedAt = At(13) },
            ],
            Learned = true,
            JudgeMicrotaskId = "mt-judge",
        },
        Feedback = [],
    };

    public static IReadOnlyDictionary<string, DecisionRecord> All { get; } = new Dictionary<string, DecisionRecord>
    {
        ["bidding"] = Bidding,
        ["awaiting-award"] = AwaitingAward,
        ["awaiting-attempt"] = AwaitingAttempt,
        ["attempting"] = Attempting,
        ["awaiting-fallback"] = AwaitingFallback,
        ["awaiting-settlement"] = AwaitingSettlement,
        ["succeeded"] = Succeeded,
        ["fell-back"] = FellBack,
        ["failed"] = Failed,
        ["no-award"] = NoAward,
        ["cancelled"] = Cancelled,
        ["cancelled-while-bidding"] = CancelledWhileBidding,
        ["failed-while-awarding"] = FailedWhileAwarding,
        ["empty-book"] = EmptyBook,
        ["purged"] = Purged,
        ["drawn"] = Drawn,
        ["verified"] = Verified,
        ["cheapest"] = Award(AwaitingAward, RoutingPolicy with { Objective = Objective.Cheapest }),
        ["best"] = Award(AwaitingAward, RoutingPolicy with { Objective = Objective.Best, MaxCostUsd = 0.01 }),
        ["fastest"] = Award(AwaitingAward, RoutingPolicy with { Objective = Objective.Fastest }),
    };

    public static DecisionRecord Award(DecisionRecord record, Policy? policy = null)
    {
        var held = policy ?? record.Microtask.Policy;
        var award = Auction.Clear(new AuctionRequest { MicrotaskId = record.Microtask.Id, Policy = held, Book = record.Book!, ElapsedSeconds = 0.021, Gamma = 50 });
        return record with { Microtask = record.Microtask with { Policy = held }, Award = award, AwardedAt = At(0.03) };
    }

    public static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);

    private static Attempt TimedOut => new()
    {
        Step = 0,
        BidderId = "gpt-4o-mini-eu",
        Model = "gpt-4o-mini",
        IdempotencyKey = "mt-01jncw5v2e8m9x4t7r3q6k0hbz/0",
        Outcome = AttemptOutcome.TimedOut,
        Detail = "No answer within 4 s.",
        CostUsd = 0.0000863,
        CostIsEstimated = true,
        LatencySeconds = 4,
        Requests = 2,
    };

    private static Attempt Invalid => Answered(1, "llama-3.1-8b-local", "llama-3.1-8b-instruct", null, 0, 2.2, 452, 40) with
    {
        Outcome = AttemptOutcome.InvalidOutput,
        Detail = "The answer does not meet the output schema.",
        Verifications = [new("not-empty", true), new("json", true), new("output-schema", false, "/team is not one of the values that are allowed.")],
    };

    private static Attempt Answered(int step, string bidder, string model, string? served, double costUsd, double latencySeconds, int input, int output) => new()
    {
        Step = step,
        BidderId = bidder,
        Model = model,
        ServedModel = served,
        IdempotencyKey = $"mt-01jncw5v2e8m9x4t7r3q6k0hbz/{step}",
        Outcome = AttemptOutcome.Succeeded,
        Output = Json("""{"team":"billing"}"""),
        InputTokens = input,
        OutputTokens = output,
        CostUsd = costUsd,
        LatencySeconds = latencySeconds,
        Verifications = [new("not-empty", true), new("json", true), new("output-schema", true)],
    };

    private static DecisionRecord Settle(DecisionRecord record) => record with
    {
        Settlement = new Settlement
        {
            CostUsd = record.Attempts.Sum(static attempt => attempt.CostUsd),
            ReservedUsd = record.Award!.ReservedUsd,
            TrackRecordVersion = 302,
            Attempts =
            [
                .. record.Attempts.Select(attempt =>
                {
                    var bid = record.Book!.Bids.Single(bid => bid.BidderId == attempt.BidderId);
                    return new SettledAttempt(
                        attempt.BidderId, attempt.Outcome, bid.CostUsd.Expected, attempt.CostUsd, bid.LatencySeconds.Expected, attempt.LatencySeconds, bid.Success.Expected);
                }),
            ],
        },
    };

    private static DecisionRecord FindDrawn() =>
        Enumerable.Range(0, 1_000)
            .Select(static i => Award(AwaitingAward with { Microtask = Bidding.Microtask with { Id = $"mt-{i:D26}" } }, RoutingPolicy with { Explore = true }))
            .First(static record => record.Award!.Exploration.Explored);

    private static Bidder Bidder(string id, string model, string region, TokenPrice price) =>
        new() { Id = id, Model = model, Source = BidderSource.OpenAiCompatible, Region = region, Price = price };

    private static Bid Bid(string id, string model, Estimate cost, Estimate latency, Estimate success, BidEvidence evidence) =>
        new() { BidderId = id, Model = model, CostUsd = cost, LatencySeconds = latency, Success = success, Evidence = evidence };
}
