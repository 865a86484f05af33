using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Markets;
using Atomic.Core.Policies;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Tests.Doubles;

/// <summary>Plain examples of the flow's messages.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement.Clone();

    public static JsonElement Text(string text) => JsonSerializer.SerializeToElement(text);

    public static MicrotaskPayload Payload(string input = "Where is my order?", string? schema = null) =>
        new("Name the team.", Text(input), schema is null ? null : Json(schema));

    public static Bidder Bidder(string id, double outputUsdPerMTok = 1, string region = "eu", params string[] kinds) => new()
    {
        Id = id,
        Model = $"model-{id}",
        Source = BidderSource.OpenAiCompatible,
        Region = region,
        Kinds = kinds,
        Price = new TokenPrice(1, outputUsdPerMTok),
    };

    public static Bid Bid(string id, double cost = 0.001, double latency = 0.5, double success = 0.9) => new()
    {
        BidderId = id,
        Model = $"model-{id}",
        CostUsd = new Estimate(cost, cost * 0.8, cost * 1.2),
        LatencySeconds = new Estimate(latency, latency * 0.5, latency * 2),
        Success = new Estimate(success, success * 0.9, Math.Min(1, success * 1.05)),
        Evidence = new BidEvidence { Basis = "prior", InputTokens = 10, ExpectedOutputTokens = 5 },
    };

    public static AcceptedMicrotask Accepted(Policy? policy = null, params string[] invited) => new()
    {
        Id = "mt-00000000000000000000000001",
        Kind = "email-routing",
        Payload = new PayloadReference("hash", 10, Payload()),
        Policy = policy ?? new Policy { Explore = false },
        AcceptedAt = Now,
        InputTokens = 10,
        MarketVersion = "market-1",
        Invited = invited,
        NotInvited = [],
        DeadlineSeconds = policy?.DeadlineSeconds ?? 120,
    };

    public static MicrotaskSubmission Submission(string kind = "email-routing", string? key = null, string input = "Where is my order?", Policy? policy = null) => new()
    {
        Kind = kind,
        Payload = Payload(input),
        Policy = policy ?? new Policy { Explore = false },
        IdempotencyKey = key,
    };
}
