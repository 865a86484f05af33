using Atomic.Core.Bids;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Chat;
using Atomic.Providers.Configuration;
using Atomic.Providers.Marketplaces;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Chat;

/// <summary>What a request asks for beside its messages is part of the bid, or a reason for none.</summary>
public sealed class ProtocolBidTests
{
    private const string Image = """[{"role":"user","content":[{"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"https://x/y.png"}}]}]""";

    [Theory]
    [InlineData("""{"tools":[{"type":"function"}]}""", "It takes no tools (its option Tools is false), and the request offers some.")]
    [InlineData("""{"functions":[{"name":"f"}]}""", "It takes no tools (its option Tools is false), and the request offers some.")]
    [InlineData("""{"n":3}""", "It gives at most 2 choices (its option MaxChoices), and 3 are asked for.")]
    [InlineData("""{"temperature":0.5}""", "It takes no temperature (its option OmitTemperature), and 0.5 is asked for.")]
    public async Task BidAsync_RequestThatItCannotServe_SaysWhatItLacks(string parameters, string detail)
    {
        using var market = new TestMarket(new RecordedTransport(), bidder: static options => (options.Tools, options.MaxChoices, options.OmitTemperature) = (false, 2, true));

        (await BidAsync(market, parameters)).NoBid.ShouldBe(new NoBid("gpu/small", NoBidReason.UnsupportedRequest, detail));
    }

    [Theory]
    [InlineData("""{"tools":[]}""")]
    [InlineData("""{"tools":null,"n":null,"temperature":1}""")]
    [InlineData("""{"n":2,"seed":1}""")]
    public async Task BidAsync_RequestThatItCanServe_Bids(string parameters)
    {
        using var market = new TestMarket(new RecordedTransport(), bidder: static options => (options.Tools, options.MaxChoices, options.OmitTemperature) = (false, 2, true));

        (await BidAsync(market, parameters)).Bid.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BidAsync_Images_AreForBiddersThatSee(bool vision)
    {
        using var market = new TestMarket(new RecordedTransport(), bidder: options => options.Vision = vision);

        var reply = await BidAsync(market, "{}", Image);

        (reply.NoBid?.Reason).ShouldBe(vision ? null : NoBidReason.UnsupportedRequest);
    }

    [Fact]
    public async Task BidAsync_SeveralChoices_EachCostsAndThePromptCostsOnce()
    {
        using var market = new TestMarket(new RecordedTransport());

        var one = (await BidAsync(market, "{}")).Bid!.CostUsd;
        var four = (await BidAsync(market, """{"n":4}""")).Bid!.CostUsd;

        const double Prompt = 20 * 1e-6;
        (four.Expected - Prompt).ShouldBe(4 * (one.Expected - Prompt), 1e-12);
        (four.High - Prompt).ShouldBe(4 * (one.High - Prompt), 1e-12);
    }

    [Fact]
    public async Task BidAsync_CallersLimit_BoundsTheCost()
    {
        using var market = new TestMarket(new RecordedTransport());

        (await BidAsync(market, """{"max_tokens":2}""")).Bid!.CostUsd.High.ShouldBeLessThanOrEqualTo((20 * 1e-6) + (2 * 2e-6) + 1e-12);
    }

    [Fact]
    public void CountInputTokens_ToolsAndImages_CountWithoutTheImagesBytes()
    {
        var marketplace = new Marketplace([], TestMarket.Counter);
        var picture = Image.Replace("https://x/y.png", "data:image/png;base64," + new string('A', 200_000), StringComparison.Ordinal);

        var plain = Count("""[{"role":"user","content":"What is this?"}]""", "{}");
        Count("""[{"role":"user","content":[{"type":"text","text":"What is this?"}]}]""", "{}").ShouldBe(plain);
        Count(picture, "{}").ShouldBe(plain + PromptTokens.PerImage);
        Count(picture.Replace("\"url\"", "\"detail\":\"low\",\"url\"", StringComparison.Ordinal), "{}").ShouldBe(plain + PromptTokens.PerImageOfLowDetail);
        Count("""[{"role":"user","content":"What is this?"}]""", """{"tools":[{"type":"function","function":{"name":"look"}}]}""").ShouldBeGreaterThan(plain + 5);
        Count("""[{"role":"user","content":"\ud800"}]""", "{}").ShouldBeGreaterThan(0);

        int Count(string messages, string parameters) => marketplace.CountInputTokens(Payload(parameters, messages));
    }

    [Fact]
    public void GapOfSpecialist_MoreThanALabel_IsNotServed()
    {
        foreach (var parameters in (string[])["""{"tools":[{"type":"function"}]}""", """{"n":2}""", """{"logprobs":true}"""])
            ChatSupport.GapOfSpecialist(Payload(parameters)).ShouldNotBeNull(parameters);
        ChatSupport.GapOfSpecialist(Payload("{}", Image)).ShouldNotBeNull();
        ChatSupport.GapOfSpecialist(Payload("""{"n":1,"logprobs":false,"tools":[],"stop":"x"}""")).ShouldBeNull();
        ChatSupport.GapOfSpecialist(TestMarket.Payload()).ShouldBeNull();
    }

    [Fact]
    public void GapOf_NativeMicrotask_HasNone() => ChatSupport.GapOf(new BidderOptions { Tools = false, MaxChoices = 1 }, TestMarket.Payload()).ShouldBeNull();

    private static MicrotaskPayload Payload(string parameters, string messages = """[{"role":"user","content":"Hi"}]""") =>
        TestMarket.Payload(messages, instructions: null) with { Parameters = TestMarket.Json(parameters) };

    private static Task<BidReply> BidAsync(TestMarket market, string parameters, string messages = """[{"role":"user","content":"Hi"}]""") =>
        market.BidAsync(TestMarket.Invitation(payload: Payload(parameters, messages)));
}
