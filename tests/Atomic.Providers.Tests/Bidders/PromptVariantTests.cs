using System.Net;
using System.Text.Json.Nodes;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Core.Markets;
using Atomic.Providers.Configuration;
using Atomic.Providers.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Bidders;

/// <summary>A model with another prompt is another bidder of the same deployment.</summary>
public sealed class PromptVariantTests
{
    private const string Text = "Think first.\n{instructions}\nThen answer.";
    private static readonly VariantOptions Stepwise = new() { Name = "stepwise", Kinds = ["routing"], Instructions = Text };

    [Fact]
    public void Definition_Variant_SharesAllButIdKindsAndPrompt()
    {
        using var market = new TestMarket(new RecordedTransport(), variants: Stepwise);
        var (itself, variant) = (market.Bidders[0].Definition, market.Bidders[1].Definition);

        itself.Prompt.ShouldBeNull();
        variant.Prompt.ShouldBe(new PromptVariant { Of = "gpu/small", Name = "stepwise", TextHash = PromptVariant.HashOf(Text) });
        (variant with { Id = itself.Id, Kinds = itself.Kinds, Prompt = null, Tags = itself.Tags, Prior = itself.Prior }).ShouldBe(itself);
        (variant.Id, variant.Does("routing"), variant.Does("chat")).ShouldBe(("gpu/small:stepwise", true, false));
    }

    [Fact]
    public void MarketVersion_AnotherText_IsAnother()
    {
        using var none = new TestMarket(new RecordedTransport());
        using var one = new TestMarket(new RecordedTransport(), variants: Stepwise);
        using var same = new TestMarket(new RecordedTransport(), variants: new VariantOptions { Name = "stepwise", Kinds = ["routing"], Instructions = Text });
        using var other = new TestMarket(new RecordedTransport(), variants: new VariantOptions { Name = "stepwise", Kinds = ["routing"], Instructions = Text + "!" });
        static string VersionOf(TestMarket market) => new Market(market.Bidders.Select(static bidder => bidder.Definition)).Version;

        VersionOf(same).ShouldBe(VersionOf(one));
        new[] { VersionOf(none), VersionOf(one), VersionOf(other) }.ShouldBeUnique();
    }

    [Fact]
    public async Task ExecuteAsync_Variant_SendsItsTextAroundTheInstructionsAndRecordsIt()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, variants: Stepwise);

        var reply = await market.Bidders[1].ExecuteAsync(TestMarket.Call(), CancellationToken.None);

        JsonNode.DeepEquals(JsonNode.Parse(transport.Sent.Single().Body), JsonNode.Parse(
            """
            {"model":"small-7b","temperature":0,"max_tokens":50,
             "messages":[{"role":"system","content":"Think first.\nName the department.\nThen answer."},{"role":"user","content":"Where is my parcel?"}]}
            """)).ShouldBeTrue(transport.Sent.Single().Body);
        reply.Prompt.ShouldBe(new SentPrompt { Variant = "stepwise", TextHash = PromptVariant.HashOf(Text), Text = Text });
        (await market.ExecuteAsync()).Prompt.ShouldBeNull();
    }

    [Fact]
    public async Task ExecuteAsync_BidderWithItsOwnPrompt_RecordsItToo()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, bidder: static options => options.Instructions = "Answer with one word.");

        (await market.ExecuteAsync()).Prompt.ShouldBe(new SentPrompt { TextHash = PromptVariant.HashOf("Answer with one word."), Text = "Answer with one word." });
        market.Bidder.Definition.Prompt!.Of.ShouldBeNull();
    }

    [Theory]
    [InlineData(Text, "Name the department.")]
    [InlineData("Answer with one word.", "Name the department.")]
    [InlineData("{instructions} Once more: {instructions}", "Name the department that shall answer this letter.")]
    [InlineData(Text, null)]
    [InlineData("No placeholder at all.", null)]
    public async Task BidAsync_Variant_CountsWhatItSends(string text, string? instructions)
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, variants: new VariantOptions { Name = "v", Instructions = text });
        var payload = TestMarket.Payload(instructions: instructions);
        var plain = Atomic.Providers.Chat.PromptTokens.Count(payload, TestMarket.Counter);

        var bid = (await market.Bidders[1].BidAsync(TestMarket.Invitation(plain, payload), CancellationToken.None)).Bid!;
        await market.Bidders[1].ExecuteAsync(TestMarket.Call(payload), CancellationToken.None);

        var messages = JsonNode.Parse(transport.Sent.Single().Body)!["messages"]!.AsArray();
        var sent = 3 + messages.Sum(static message => 4 + TestMarket.Counter.Count(message!["content"]!.GetValue<string>()));
        bid.Evidence.InputTokens.ShouldBeInRange(sent, sent + 4);
        bid.CostUsd.Expected.ShouldBe(market.Bidder.Definition.Price.CostUsd(bid.Evidence.InputTokens, bid.Evidence.ExpectedOutputTokens), 1e-12);
        bid.Prompt!.Name.ShouldBe("v");
    }

    [Fact]
    public async Task BidAsync_BaseIsKnown_BeginsWithWhatIsKnownOfIt()
    {
        using var market = new TestMarket(new RecordedTransport(), variants: Stepwise);
        var good = TrackRecord.Empty with { Right = new DecayedCounts(95, 5), Answered = new DecayedCounts(100, 0) };

        var bid = (await market.Bidders[1].BidAsync(TestMarket.Invitation() with { RecordOfBase = good }, CancellationToken.None)).Bid!;

        bid.Success.Expected.ShouldBeGreaterThan(0.9);
        (bid.Evidence.Basis, bid.Evidence.PriorOf, bid.Evidence.QualityObservations).ShouldBe(("prior", "gpu/small", 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ExecuteAsync_QuotaUsedUpByTheBase_IsUsedUpForTheVariantToo(bool own)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(
            transport, time, endpoint: options => options.RequestsPerMinutePerModel = own ? null : 1, bidder: options => options.RequestsPerMinute = own ? 1 : null, variants: Stepwise);
        (await market.ExecuteAsync()).Outcome.ShouldBe(AttemptOutcome.Succeeded);

        (await market.Bidders[1].BidAsync(TestMarket.Invitation(), CancellationToken.None)).NoBid!.Reason.ShouldBe(NoBidReason.AtCapacity);
        var reply = await market.Bidders[1].ExecuteAsync(TestMarket.Call(), CancellationToken.None);

        (reply.Outcome, reply.Requests, reply.Prompt).ShouldBe((AttemptOutcome.RateLimited, 0, null));
        transport.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task BidAsync_BaseIsRateLimited_NeitherBids()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.TooManyRequests, "{}", ("Retry-After", "600"));
        using var market = new TestMarket(transport, variants: Stepwise);
        await market.ExecuteAsync();

        foreach (var bidder in market.Bidders)
            (await bidder.BidAsync(TestMarket.Invitation(), CancellationToken.None)).NoBid!.Reason.ShouldBe(NoBidReason.RateLimited);
    }
}
