using System.Net;
using System.Text.Json.Nodes;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Configuration;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Clients;

/// <summary>The whole of what an OpenAI-compatible server is sent, and of what is made of its answer.</summary>
public sealed class OpenAiWireTests
{
    private const string ObjectSchema = """{"type":"object","properties":{"department":{"type":"string"}},"required":["department"]}""";

    [Fact]
    public async Task ExecuteAsync_StringInput_SendsExactlyThisRequest()
    {
        var sent = await SendAsync(TestMarket.Payload());

        sent.Method.ShouldBe("POST");
        sent.Url.ShouldBe("http://gpu-1:8000/v1/chat/completions");
        sent.HeaderNames.ShouldBe(["Accept", "Authorization", "Idempotency-Key", "User-Agent"]);
        sent.Headers["Accept"].ShouldBe("application/json");
        sent.Headers["Authorization"].ShouldBe("Bearer " + TestMarket.Key);
        sent.Headers["Idempotency-Key"].ShouldBe("mt-1:0");
        ShouldBeJson(sent, """
            {"model":"small-7b","temperature":0,"max_tokens":50,
             "messages":[{"role":"system","content":"Name the department."},{"role":"user","content":"Where is my parcel?"}]}
            """);
    }

    [Fact]
    public async Task ExecuteAsync_NoKeyConfigured_SendsNoAuthorization() =>
        (await SendAsync(TestMarket.Payload(), endpoint: static options => options.ApiKey = null)).Headers.ShouldNotContainKey("Authorization");

    [Fact]
    public async Task ExecuteAsync_ObjectInput_SendsCompactJsonWithLettersAsTheyAre() =>
        ShouldBeMessages(
            await SendAsync(TestMarket.Payload("""{ "subject": "Größe <b>", "lines": [1, 2.50] }""", instructions: null)),
            """[{"role":"user","content":"{\"subject\":\"Größe <b>\",\"lines\":[1,2.50]}"}]""");

    [Fact]
    public async Task ExecuteAsync_ChatInput_SendsTheMessagesInTheirRoles() =>
        ShouldBeMessages(
            await SendAsync(TestMarket.Payload("""
                [{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"},
                 {"role":"user","content":[{"type":"text","text":"Route"},{"type":"text","text":"this"}]},{"role":"tool","content":"42"}]
                """)),
            """
            [{"role":"system","content":"Name the department."},{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"},
             {"role":"assistant","content":"Hello"},{"role":"user","content":"Route\nthis"},{"role":"user","content":"42"}]
            """);

    [Fact]
    public async Task ExecuteAsync_ArrayThatIsNoChat_SendsItAsJson() =>
        ShouldBeMessages(
            await SendAsync(TestMarket.Payload("""[{"role":"user"},7]""", instructions: null)),
            """[{"role":"user","content":"[{\"role\":\"user\"},7]"}]""");

    [Fact]
    public async Task ExecuteAsync_SchemaAndStrict_AsksForTheSchemaAsResponseFormat() =>
        ShouldBeJson(await SendAsync(TestMarket.Payload(schema: ObjectSchema)), $$"""
            {"model":"small-7b","temperature":0,"max_tokens":50,
             "messages":[{"role":"system","content":"Name the department."},{"role":"user","content":"Where is my parcel?"}],
             "response_format":{"type":"json_schema","json_schema":{"name":"output","schema": {{ObjectSchema}} } } }
            """);

    [Fact]
    public async Task ExecuteAsync_SchemaAndPrompt_WritesTheSchemaIntoThePrompt()
    {
        var sent = await SendAsync(TestMarket.Payload(schema: ObjectSchema), bidder: static options => options.StructuredOutput = "prompt");

        sent.Json["response_format"].ShouldBeNull();
        sent.Json["messages"]![0]!["content"]!.GetValue<string>()
            .ShouldBe("Name the department.\n\nAnswer with one JSON value that meets this JSON Schema, and with nothing else:\n" + ObjectSchema);
    }

    [Fact]
    public async Task ExecuteAsync_StrictButTheSchemaIsOfNoObject_WritesTheSchemaIntoThePrompt()
    {
        var sent = await SendAsync(TestMarket.Payload(instructions: null, schema: """{"enum":["a","b"]}"""));

        sent.Json["response_format"].ShouldBeNull();
        sent.Json["messages"]![0]!["content"]!.GetValue<string>().ShouldEndWith("""{"enum":["a","b"]}""");
    }

    [Fact]
    public async Task ExecuteAsync_PromptVariant_StandsInPlaceOfTheInstructions() =>
        (await SendAsync(TestMarket.Payload(), bidder: static options => options.Instructions = "You are terse. {instructions} One word."))
            .Json["messages"]![0]!["content"]!.GetValue<string>().ShouldBe("You are terse. Name the department. One word.");

    [Fact]
    public async Task ExecuteAsync_OmitTemperatureAndNewLimitField_SendsThoseOnly() =>
        ShouldBeJson(
            await SendAsync(
                TestMarket.Payload(instructions: null),
                static options => options.OutputLimitField = "max_completion_tokens",
                static options => options.OmitTemperature = true),
            """{"model":"small-7b","max_completion_tokens":50,"messages":[{"role":"user","content":"Where is my parcel?"}]}""");

    [Fact]
    public async Task ExecuteAsync_Answered_MapsTextModelAndUsage()
    {
        using var market = new TestMarket(new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of("\"Versand: Größe\"")));

        var reply = await market.ExecuteAsync();

        reply.ShouldBe(new ModelReply
        {
            Outcome = AttemptOutcome.Succeeded,
            Text = "Versand: Größe",
            FinishReason = "stop",
            ServedModel = "small-7b-2024",
            InputTokens = 21,
            OutputTokens = 3,
            Requests = 1,
            LatencySeconds = reply.LatencySeconds,
        });
        reply.LatencySeconds.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Definition_FromOptions_HasTheEndpointsFacts()
    {
        using var market = new TestMarket(
            new RecordedTransport(),
            endpoint: static options => (options.Region, options.Tags) = ("eu", ["on-premises"]),
            bidder: static options => (options.Tags, options.Kinds) = (["small", "on-premises"], ["routing"]));

        var definition = market.Bidder.Definition;

        definition.Source.ShouldBe(BidderSource.OpenAiCompatible);
        definition.Region.ShouldBe("eu");
        definition.Tags.ShouldBe(["on-premises", "small"]);
        definition.Kinds.ShouldBe(["routing"]);
        definition.Price.ShouldBe(new TokenPrice(1, 2));
        definition.MaxOutputTokens.ShouldBe(50);
    }

    private static async Task<SentRequest> SendAsync(MicrotaskPayload payload, Action<EndpointOptions>? endpoint = null, Action<BidderOptions>? bidder = null)
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, endpoint: endpoint, bidder: bidder);
        (await market.ExecuteAsync(TestMarket.Call(payload))).Outcome.ShouldBe(AttemptOutcome.Succeeded);
        return transport.Sent.ShouldHaveSingleItem();
    }

    private static void ShouldBeJson(SentRequest sent, string expected) =>
        JsonNode.DeepEquals(sent.Json, JsonNode.Parse(expected)).ShouldBeTrue($"sent {sent.Body}");

    private static void ShouldBeMessages(SentRequest sent, string expected) =>
        JsonNode.DeepEquals(sent.Json["messages"], JsonNode.Parse(expected)).ShouldBeTrue($"sent {sent.Body}");
}
