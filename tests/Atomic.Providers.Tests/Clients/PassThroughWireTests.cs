using System.Net;
using System.Text.Json.Nodes;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Microtasks;
using Atomic.Providers.Configuration;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Clients;

/// <summary>What a caller of the OpenAI protocol wrote is what the endpoint gets, but for what is the house's own.</summary>
public sealed class PassThroughWireTests
{
    private const string Messages = """
        [{"role":"developer","content":"Be brief.","name":"ops"},
         {"role":"user","content":[{"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}}]},
         {"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"look","arguments":"{\"at\":1.0}"}}]},
         {"role":"tool","tool_call_id":"call_1","content":"a \u0041 parcel"}]
        """;

    [Fact]
    public async Task ExecuteAsync_EveryParameter_IsSentAsItWasWritten()
    {
        var sent = await SendAsync(Payload("""
            {"tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"},"strict":true}}],"tool_choice":"auto","parallel_tool_calls":false,
             "n":3,"stop":["\n","END"],"seed":7,"temperature":0.30,"top_p":0.9,"presence_penalty":-0.5,"frequency_penalty":1,"logit_bias":{"50256":-100},
             "logprobs":true,"top_logprobs":2,"reasoning_effort":"low","response_format":{"type":"json_object"},"user":"u-1","something_new":{"a":[1.50]}}
            """));

        ShouldBeJson(sent, $$"""
            {"model":"small-7b","max_tokens":50,"messages":{{Messages}},
             "tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"},"strict":true} }],"tool_choice":"auto","parallel_tool_calls":false,
             "n":3,"stop":["\n","END"],"seed":7,"temperature":0.30,"top_p":0.9,"presence_penalty":-0.5,"frequency_penalty":1,"logit_bias":{"50256":-100},
             "logprobs":true,"top_logprobs":2,"reasoning_effort":"low","response_format":{"type":"json_object"},"user":"u-1","something_new":{"a":[1.50]} }
            """);
        sent.Body.ShouldContain("\"temperature\":0.30");
        sent.Body.ShouldContain("a \\u0041 parcel", Case.Sensitive, "the caller's own spelling");
    }

    [Theory]
    [InlineData("""{"max_tokens":20}""", "max_tokens", 20)]
    [InlineData("""{"max_completion_tokens":20}""", "max_tokens", 20)]
    [InlineData("""{"max_tokens":40,"max_completion_tokens":30}""", "max_tokens", 30)]
    [InlineData("""{"max_tokens":2000}""", "max_tokens", 50)]
    [InlineData("""{"max_tokens":null}""", "max_tokens", 50)]
    [InlineData("""{"max_tokens":-1}""", "max_tokens", 50)]
    public async Task ExecuteAsync_LimitOfTheAnswer_IsTheLowerOneUnderTheEndpointsName(string parameters, string field, int limit)
    {
        ShouldBeJson(await SendAsync(Payload(parameters)), $$"""{"model":"small-7b","{{field}}":{{limit}},"messages":{{Messages}} }""");
        ShouldBeJson(
            await SendAsync(Payload(parameters), static options => options.OutputLimitField = "max_completion_tokens"),
            $$"""{"model":"small-7b","max_completion_tokens":{{limit}},"messages":{{Messages}} }""");
    }

    [Fact]
    public async Task ExecuteAsync_WhatIsTheHouses_IsNotTakenFromTheCaller() => ShouldBeJson(
        await SendAsync(Payload("""{"model":"gpt-expensive","messages":[],"stream":true,"stream_options":{"x":1},"n":2,"n":1}""")),
        $$"""{"model":"small-7b","max_tokens":50,"messages":{{Messages}},"n":1}""");

    [Fact]
    public async Task ExecuteAsync_PromptVariant_StandsInFrontAsASystemMessage()
    {
        var sent = await SendAsync(Payload("{}"), bidder: static options => (options.Instructions, options.Vision) = ("You are terse. {instructions}", true));

        sent.Json["messages"]!.AsArray().Count.ShouldBe(5);
        sent.Json["messages"]![0]!.ToJsonString().ShouldBe("""{"role":"system","content":"You are terse. "}""");
        sent.Json["messages"]![1]!["role"]!.GetValue<string>().ShouldBe("developer");
    }

    [Fact]
    public async Task ExecuteAsync_SchemaWithTheCallersWish_KeepsItsNameAndStrictnessAndSendsTheVerifiedSchema()
    {
        const string Schema = """{"type":"object","properties":{"a":{"type":"integer"}}}""";

        var sent = await SendAsync(Payload("""{"response_format":{"type":"json_schema","json_schema":{"name":"thing","strict":true,"schema":{"type":"object"}}}}""", Schema), answer: "\"{}\"");

        sent.Json["response_format"]!.ToJsonString().ShouldBe("""{"type":"json_schema","json_schema":{"name":"thing","strict":true,"schema":""" + Schema + "}}");
    }

    [Fact]
    public async Task ExecuteAsync_SchemaWithoutAWish_IsNamedByTheHouse()
    {
        var sent = await SendAsync(Payload("""{"seed":1}""", """{"type":"object"}"""), answer: "\"{}\"");

        sent.Json["response_format"]!.ToJsonString().ShouldBe("""{"type":"json_schema","json_schema":{"name":"output","schema":{"type":"object"}}}""");
    }

    [Fact]
    public async Task ExecuteAsync_SchemaInThePrompt_SendsNoResponseFormat()
    {
        var sent = await SendAsync(
            Payload("""{"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{}}}}""", """{"type":"object"}"""),
            bidder: static options => options.StructuredOutput = "prompt",
            answer: "\"{}\"");

        sent.Json["response_format"].ShouldBeNull();
        sent.Json["messages"]![0]!["content"]!.GetValue<string>().ShouldEndWith("""{"type":"object"}""");
    }

    [Fact]
    public async Task ExecuteAsync_SchemaInThePromptBesideTools_LeavesTheModelFreeToCallThem()
    {
        var sent = await SendAsync(
            Payload("""{"tools":[{"type":"function","function":{"name":"look"}}]}""", """{"type":"object"}"""),
            bidder: static options => options.StructuredOutput = "prompt",
            answer: "\"{}\"");

        sent.Json["messages"]![0]!["content"]!.GetValue<string>().ShouldStartWith("Unless you call a tool, answer with one JSON value");
    }

    [Fact]
    public async Task ExecuteAsync_OmitTemperature_LeavesOutTheDefaultOne() =>
        ShouldBeJson(
            await SendAsync(Payload("""{"temperature":1}"""), bidder: static options => options.OmitTemperature = true),
            $$"""{"model":"small-7b","max_tokens":50,"messages":{{Messages}} }""");

    [Fact]
    public async Task ExecuteAsync_TextInputWithParameters_IsTheUsersMessage() => ShouldBeJson(
        await SendAsync(TestMarket.Payload(instructions: null) with { Parameters = TestMarket.Json("""{"seed":1}""") }),
        """{"model":"small-7b","max_tokens":50,"messages":[{"role":"user","content":"Where is my parcel?"}],"seed":1}""");

    [Fact]
    public async Task ExecuteAsync_Azure_SendsTheSameUnderItsOwnNameOfTheLimit()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, endpoint: static options => (options.Kind, options.BaseUrl) = ("azure-open-ai", "https://contoso.openai.azure.com"));

        await market.ExecuteAsync(TestMarket.Call(Payload("""{"seed":1,"max_tokens":9}""")));

        var sent = transport.Sent.ShouldHaveSingleItem();
        sent.Headers["api-key"].ShouldBe(TestMarket.Key);
        sent.Headers["Idempotency-Key"].ShouldBe("mt-1:0");
        ShouldBeJson(sent, $$"""{"model":"small-7b","max_completion_tokens":9,"messages":{{Messages}},"seed":1}""");
    }

    [Fact]
    public async Task ExecuteAsync_HalfACharacterInTheInput_IsRejectedWithoutSending()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, bidder: static options => options.MaxConcurrency = 1);

        var reply = await market.ExecuteAsync(TestMarket.Call(TestMarket.Payload("\"\\ud800\"", instructions: null)));

        (reply.Outcome, reply.Requests).ShouldBe((AttemptOutcome.Rejected, 0));
        transport.Sent.ShouldBeEmpty();
        (await market.BidAsync()).Bid.ShouldNotBeNull("its room is given back");
    }

    private static MicrotaskPayload Payload(string parameters, string? schema = null) =>
        TestMarket.Payload(Messages, instructions: null, schema) with { Parameters = TestMarket.Json(parameters) };

    private static async Task<SentRequest> SendAsync(
        MicrotaskPayload payload, Action<EndpointOptions>? endpoint = null, Action<BidderOptions>? bidder = null, string answer = "\"shipping\"")
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of(answer));
        using var market = new TestMarket(transport, endpoint: endpoint, bidder: bidder);
        (await market.ExecuteAsync(TestMarket.Call(payload))).Outcome.ShouldBeOneOf(AttemptOutcome.Succeeded, AttemptOutcome.InvalidOutput);
        return transport.Sent.ShouldHaveSingleItem();
    }

    private static void ShouldBeJson(SentRequest sent, string expected) =>
        JsonNode.DeepEquals(sent.Json, JsonNode.Parse(expected)).ShouldBeTrue($"sent {sent.Body}");
}
