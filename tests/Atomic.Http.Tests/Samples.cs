using Atomic.Core.Bids;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Tests;

public static class Samples
{
    public const string Request = """{"kind":"email-routing","input":"Hello"}""";

    public static DateTimeOffset Time { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static AwardView Award { get; } = new("small", "small-model", "small-model-7", "Single(small)", "small", 1);

    public static MarketView Market { get; } = new(
        "00112233",
        [new Bidder { Id = "small", Model = "small-model", Source = BidderSource.OpenAiCompatible, Price = new TokenPrice(0.5, 1.5), Region = "eu", Tags = ["on-premises"] }],
        [new KindRecord("email-routing", 3, new Dictionary<string, TrackRecord> { ["small"] = new() { Attempts = 3, SpentUsd = 0.25 } })],
        [new BudgetState("all", null, 10, 2, 1)])
    {
        Pairs =
        [
            new KindPairs(
                "email-routing",
                [new PairEvidence { First = "large", Second = "small", Same = 3, Different = 1, RightTogether = 2, WrongTogether = 0.5, Apart = [new ApartEvidence("third", 1, 0)] }]),
        ],
    };

    public static MicrotaskView Running(string id, string kind) =>
        new() { Id = id, Kind = kind, Status = MicrotaskStatus.Running, SubmittedAt = Time };

    public static string AnswerJson(string id) =>
        $$"""{"id":"{{id}}","kind":"email-routing","status":"succeeded","output":"Hello","award":{"bidder":"small","model":"small-model","servedModel":"small-model-7","plan":"Single(small)","winner":"small","attempts":1},"costUsd":0.0001,"latencyMs":12.346,"overheadMs":2,"links":{{Links(id)}}}""";

    public static string RunningJson(string id) =>
        $$"""{"id":"{{id}}","kind":"email-routing","status":"running","output":null,"award":null,"costUsd":0,"latencyMs":null,"overheadMs":null,"links":{{Links(id)}}}""";

    private static string Links(string id) => $$"""{"self":"/api/microtasks/{{id}}","explanation":"/api/microtasks/{{id}}/explanation"}""";
}
