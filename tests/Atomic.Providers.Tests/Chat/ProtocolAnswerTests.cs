using System.Net;
using System.Text.Json.Nodes;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Chat;

/// <summary>What a caller of the OpenAI protocol gets of an answer.</summary>
public sealed class ProtocolAnswerTests
{
    private const string ObjectSchema = """{"type":"object"}""";
    private const string Usage = """{"prompt_tokens":21,"completion_tokens":3,"total_tokens":24}""";

    [Fact]
    public async Task ExecuteAsync_OneText_IsText()
    {
        var reply = await ExecuteAsync("""{"seed":1}""", Choice("""{"role":"assistant","content":"Hi","refusal":null,"annotations":[]}"""));

        (reply.Outcome, reply.Text, reply.FinishReason, reply.Output).ShouldBe((AttemptOutcome.Succeeded, "Hi", "stop", null));
    }

    [Theory]
    [InlineData("""{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{}"}}]}""", "tool_calls")]
    [InlineData("""{"role":"assistant","content":null,"function_call":{"name":"look","arguments":"{}"}}""", "function_call")]
    [InlineData("""{"role":"assistant","content":null,"refusal":"I will not."}""", "stop")]
    [InlineData("""{"role":"assistant","content":"See [1].","annotations":[{"type":"url_citation"}]}""", "stop")]
    public async Task ExecuteAsync_MoreThanText_IsTheChoicesAsTheyCame(string message, string finish)
    {
        var choice = Choice(message, finish);

        var reply = await ExecuteAsync("""{"tools":[{"type":"function","function":{"name":"look"}}]}""", choice);

        (reply.Outcome, reply.Text, reply.FinishReason).ShouldBe((AttemptOutcome.Succeeded, null, finish));
        ShouldBeChoices(reply, $"[{choice}]");
        (reply.InputTokens, reply.OutputTokens, reply.TokensAreEstimated).ShouldBe((21, 3, false));
    }

    [Fact]
    public async Task ExecuteAsync_Logprobs_AreKept()
    {
        const string WithLogprobs = """{"index":0,"message":{"role":"assistant","content":"Hi"},"logprobs":{"content":[{"token":"Hi","logprob":-0.10}]},"finish_reason":"stop"}""";

        ShouldBeChoices(await ExecuteAsync("""{"logprobs":true}""", WithLogprobs), $"[{WithLogprobs}]");
    }

    [Fact]
    public async Task ExecuteAsync_SeveralChoicesInAnyOrder_AreSortedByIndex()
    {
        var (first, second) = (Choice("""{"role":"assistant","content":"a"}"""), Choice("""{"role":"assistant","content":"b"}""", index: 1));

        ShouldBeChoices(await ExecuteAsync("""{"n":2}""", $"{second},{first}"), $"[{first},{second}]");
    }

    [Fact]
    public async Task ExecuteAsync_FewerChoicesThanAsked_IsInvalidSoThatAnotherBidderMayGiveThem()
    {
        var reply = await ExecuteAsync("""{"n":3}""", Choice("""{"role":"assistant","content":"a"}"""));

        reply.Outcome.ShouldBe(AttemptOutcome.InvalidOutput);
        reply.Detail.ShouldBe("Model 'small-7b' at endpoint 'gpu' gave 1 of the 3 choices that were asked for; set the bidder's MaxChoices.");
    }

    [Fact]
    public async Task ExecuteAsync_TwoChoicesOfOneIndex_IsMalformed() =>
        (await ExecuteAsync("""{"n":2}""", $"{Choice("""{"content":"a"}""")},{Choice("""{"content":"b"}""")}")).Outcome.ShouldBe(AttemptOutcome.MalformedResponse);

    [Fact]
    public async Task ExecuteAsync_CutOff_IsSeenByTheCallerWhoLimitedIt()
    {
        var reply = await ExecuteAsync("""{"max_tokens":3}""", Choice("""{"role":"assistant","content":"The parcel is"}""", "length"));

        (reply.Outcome, reply.Text, reply.FinishReason).ShouldBe((AttemptOutcome.Succeeded, "The parcel is", "length"));
    }

    [Theory]
    [InlineData("""{"max_tokens":3}""", "was cut off at 3 tokens; raise the request's max_tokens.")]
    [InlineData("{}", "was cut off at 50 tokens; raise the bidder's MaxOutputTokens.")]
    public async Task ExecuteAsync_CutOffBeforeAnyText_IsInvalidAndSaysWhoseLimit(string parameters, string detail)
    {
        var reply = await ExecuteAsync(parameters, Choice("""{"role":"assistant","content":""}""", "length"));

        (reply.Outcome, reply.Detail).ShouldBe((AttemptOutcome.InvalidOutput, "Model 'small-7b' at endpoint 'gpu' " + detail));
    }

    [Fact]
    public async Task ExecuteAsync_CutOffUnderASchema_IsInvalid() =>
        (await ExecuteAsync("{}", Choice("""{"role":"assistant","content":"{\"a\":"}""", "length"), schema: """{"type":"object"}""")).Outcome.ShouldBe(AttemptOutcome.InvalidOutput);

    [Fact]
    public async Task ExecuteAsync_SecondChoiceCutOffUnderASchema_IsInvalid() =>
        (await ExecuteAsync("""{"n":2}""", $"{Choice("""{"content":"{}"}""")},{Choice("""{"content":"{"}""", "length", index: 1)}", ObjectSchema)).Outcome.ShouldBe(AttemptOutcome.InvalidOutput);

    [Fact]
    public async Task ExecuteAsync_SecondChoiceRefusedUnderASchema_IsDeclined() =>
        (await ExecuteAsync("""{"n":2}""", $"{Choice("""{"content":"{}"}""")},{Choice("""{"content":null,"refusal":"no"}""", index: 1)}", ObjectSchema)).Outcome.ShouldBe(AttemptOutcome.Declined);

    [Theory]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"look"}}]}""", """{"content":null,"tool_calls":[{"id":"c1","function":{"name":"look","arguments":"{"}}]}""", "length")]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"look"}}]}""", """{"content":"{}"}""", "stop")]
    [InlineData("""{"functions":[{"name":"look"}]}""", """{"content":null,"function_call":{"name":"look","arguments":"{}"}}""", "function_call")]
    [InlineData("""{"logprobs":true}""", """{"content":"{}"}""", "stop")]
    public async Task ExecuteAsync_MoreThanTextAskedForUnderASchema_IsTheChoicesAsTheyCame(string parameters, string message, string finish)
    {
        var choice = Choice(message, finish);

        ShouldBeChoices(await ExecuteAsync(parameters, choice, ObjectSchema), $"[{choice}]");
    }

    [Fact]
    public async Task ExecuteAsync_OneTextAskedForUnderASchema_IsTextWhateverElseCame()
    {
        var reply = await ExecuteAsync("""{"n":1}""", Choice("""{"content":"{}","annotations":[{"type":"url_citation"}]}"""), ObjectSchema);

        (reply.Outcome, reply.Text, reply.Output).ShouldBe((AttemptOutcome.Succeeded, "{}", null));
    }

    [Fact]
    public async Task ExecuteAsync_RefusedUnderASchema_IsDeclined() =>
        (await ExecuteAsync("{}", Choice("""{"role":"assistant","content":null,"refusal":"no"}"""), schema: """{"type":"object"}""")).Outcome.ShouldBe(AttemptOutcome.Declined);

    [Fact]
    public async Task ExecuteAsync_Filtered_IsDeclined() =>
        (await ExecuteAsync("{}", Choice("""{"role":"assistant","content":"Well"}""", "content_filter"))).Outcome.ShouldBe(AttemptOutcome.Declined);

    [Fact]
    public async Task ExecuteAsync_ToolCallWithoutUsage_IsCountedHere()
    {
        var reply = await ExecuteAsync("{}", Choice("""{"content":null,"tool_calls":[{"id":"c1","function":{"name":"look","arguments":"{}"}}]}""", "tool_calls"), usage: "null");

        (reply.InputTokens, reply.TokensAreEstimated).ShouldBe((null, true));
        reply.OutputTokens!.Value.ShouldBeInRange(20, 100);
    }

    private static string Choice(string message, string finish = "stop", int index = 0) =>
        $$"""{"index":{{index}},"message":{{message}},"logprobs":null,"finish_reason":"{{finish}}"}""";

    private static void ShouldBeChoices(ModelReply reply, string choices)
    {
        reply.Outcome.ShouldBe(AttemptOutcome.Succeeded, reply.Detail);
        JsonNode.DeepEquals(JsonNode.Parse(reply.Output!.Value.GetRawText()), JsonNode.Parse($$"""{"choices":{{choices}}}""")).ShouldBeTrue($"got {reply.Output}");
    }

    private static async Task<ModelReply> ExecuteAsync(string parameters, string choices, string? schema = null, string usage = Usage)
    {
        var body = $$"""{"id":"c","object":"chat.completion","created":1,"model":"small-7b","choices":[{{choices}}],"usage":{{usage}}}""";
        using var market = new TestMarket(new RecordedTransport().Then(HttpStatusCode.OK, body));
        var payload = TestMarket.Payload("""[{"role":"user","content":"Hi"}]""", instructions: null, schema) with { Parameters = TestMarket.Json(parameters) };
        return await market.ExecuteAsync(TestMarket.Call(payload));
    }
}
