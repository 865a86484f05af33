using System.Net;
using System.Text.Json.Nodes;
using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Policies;
using Atomic.Orchestration.Microtasks;
using Atomic.Providers.Configuration;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Bidders;

/// <summary>
/// What demonstrations are worth is found out by the auction: real bids, draws and prompts, to a model that truly answers better, or worse, where its prompt shows
/// examples. Nobody tells the auction which.
/// </summary>
public sealed class DemonstrationEffectTests
{
    private const int Microtasks = 500;
    private static readonly string[] Teams = ["shipping", "billing", "support"];

    [Fact]
    public async Task Auction_ModelLearnsFromExamples_ComesToShowThem() => (await SharesAsync(plain: 0.6, shown: 0.9)).Average().ShouldBeGreaterThan(0.7);

    [Fact]
    public async Task Auction_ModelIsMisledByExamples_ComesToShowNone() => (await SharesAsync(plain: 0.8, shown: 0.5)).Average().ShouldBeLessThan(0.15);

    // Equally good, they only cost: 4 examples of some 15 tokens at $20 a million are worth more than the difference that nobody can see.
    [Fact]
    public async Task Auction_ExamplesChangeNothing_AreShownLessThanNot() => (await SharesAsync(plain: 0.8, shown: 0.8, inputUsdPerMTok: 20)).Average().ShouldBeLessThan(0.45);

    private static async Task<IEnumerable<double>> SharesAsync(double plain, double shown, double inputUsdPerMTok = 1)
    {
        var shares = new List<double>();
        for (var seed = 1; seed <= 6; seed++) shares.Add(await ShareAsync(seed, plain, shown, inputUsdPerMTok));
        return shares;
    }

    // The share of the second half of a stream that was asked with examples.
    private static async Task<double> ShareAsync(int seed, double plain, double shown, double inputUsdPerMTok)
    {
        var random = new Random(seed);
        var (right, wrong) = ("", "");
        var hits = 0;
        var kept = new ListDemonstrations();
        using var market = new TestMarket(
            new AnsweringTransport(body =>
            {
                var hasExamples = JsonNode.Parse(body)!["messages"]!.AsArray().Any(static message => message!["role"]!.GetValue<string>() == "assistant");
                return random.NextDouble() < (hasExamples ? shown : plain) ? right : wrong;
            }),
            bidder: options => options.Price = new PriceOptions { InputUsdPerMTok = inputUsdPerMTok, OutputUsdPerMTok = 2 },
            demonstrations: kept,
            variants: new VariantOptions { Name = "shown", Demonstrations = new DemonstrationOptions() });
        var record = KindRecord.Empty("routing");
        for (var i = 0; i < Microtasks; i++)
        {
            var team = random.Next(Teams.Length);
            (right, wrong) = (Teams[team], Teams[(team + 1) % Teams.Length]);
            var payload = TestMarket.Payload($"\"A {right} matter, letter {i} of {random.Next(1_000)}\"");
            var bids = await BidsAsync(market, payload, record);
            var winner = Auction.Clear(new AuctionRequest
            {
                MicrotaskId = $"mt-{seed}-{i}",
                Policy = new Policy(),
                Book = new BidBook { Bids = bids, NoBids = [], MarketVersion = "1", TrackRecordVersion = record.Version },
                Gamma = ExplorationSchedule.Gamma(ExplorationSchedule.DefaultInitial, record.Version),
                Optimism = ExplorationSchedule.DefaultOptimism,
            }).WinnerId!;
            var bid = bids.Single(bid => bid.BidderId == winner);
            var reply = await market.Bidders.Single(bidder => bidder.Definition.Id == winner)
                .ExecuteAsync(TestMarket.Call(payload, key: $"k{i}") with { Demonstrations = await kept.FindAsync("routing", bid.Demonstrations ?? [], default) }, default);

            reply.Outcome.ShouldBe(AttemptOutcome.Succeeded);
            (reply.Prompt?.Demonstrations is not null).ShouldBe(bid.Demonstrations is not null);
            if (i >= Microtasks / 2 && bid.Demonstrations is not null) hits++;
            record = record.After(new Observations([new Observation
            {
                BidderId = winner, Outcome = reply.Outcome, LatencySeconds = 1, OutputTokens = reply.OutputTokens, CostUsd = bid.CostUsd.Expected, Score = reply.Text == right ? 1 : 0,
            }]));
            kept.Pool.Add(ListDemonstrations.Of($"mt-{seed}-{i}", InputText.Of(payload.Input), right));
        }

        return hits / (Microtasks / 2.0);
    }

    private static async Task<IReadOnlyList<Bid>> BidsAsync(TestMarket market, MicrotaskPayload payload, KindRecord record)
    {
        var bids = new List<Bid>();
        foreach (var bidder in market.Bidders)
        {
            var invitation = TestMarket.Invitation(payload: payload) with
            {
                TrackRecord = record.Of(bidder.Definition.Id),
                RecordOfBase = bidder.Definition.Prompt?.Of is { } of ? record.Of(of) : null,
                TrackRecordVersion = record.Version,
            };
            if ((await bidder.BidAsync(invitation, default)).Bid is { } bid) bids.Add(bid);
        }

        return bids;
    }

    /// <summary>Answers each request by its body.</summary>
    private sealed class AnsweringTransport(Func<string, string> answer) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = RecordedTransport.Answer(HttpStatusCode.OK, Completion.Of($"\"{answer(await request.Content!.ReadAsStringAsync(cancellationToken))}\""));
            response.RequestMessage = request;
            return response;
        }
    }
}
