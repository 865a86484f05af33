using System.Net;
using System.Text.Json.Nodes;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Clients;

/// <summary>What a model is sent under an output schema when it is asked again, and what is told where its server does not know output schemas.</summary>
public sealed class ReaskWireTests
{
    private const string Schema = """{"type":"object","properties":{"department":{"enum":["billing","shipping"]}},"required":["department"]}""";
    private static readonly RejectedAnswer Rejected = new("{\"department\":\"Größe\"}", ["At /department: The value must be one of \"billing\", \"shipping\".", "A second fault."]);

    [Fact]
    public async Task ExecuteAsync_AskedAgainWithStrictOutput_SendsAnswerAndFaultsBehindTheSameMessages() => ShouldBeJson(
        await SendAsync("strict"),
        $$$"""
        {"model":"small-7b","temperature":0,"max_tokens":50,
         "messages":[{"role":"system","content":"Name the department."},{"role":"user","content":"Where is my parcel?"},
          {"role":"assistant","content":"{\"department\":\"Größe\"}"},
          {"role":"user","content":"Your answer does not meet the JSON Schema:\n- At /department: The value must be one of \"billing\", \"shipping\".\n- A second fault.\nAnswer with the corrected JSON only, and with nothing else."}],
         "response_format":{"type":"json_schema","json_schema":{"name":"output","schema": {{{Schema}}} } } }
        """);

    [Fact]
    public async Task ExecuteAsync_AskedAgainWithTheSchemaInThePrompt_SendsItThereAgain()
    {
        var messages = JsonNode.Parse(await SendAsync("prompt"))!["messages"]!.AsArray();

        messages.Select(static message => message!["role"]!.GetValue<string>()).ShouldBe(["system", "user", "assistant", "user"]);
        messages[0]!["content"]!.GetValue<string>().ShouldEndWith(Schema);
        messages[3]!["content"]!.GetValue<string>().ShouldEndWith("\nAnswer with the corrected JSON only, and with nothing else.");
    }

    [Theory]
    [InlineData(400, "Unknown field: response_format", true)]
    [InlineData(422, "json_schema is not supported", true)]
    [InlineData(400, "max_tokens is too large", false)]
    [InlineData(404, "response_format", false)]
    public async Task ExecuteAsync_ServerRefusesTheSchema_SaysSo(int status, string message, bool told)
    {
        var transport = new RecordedTransport().Then((HttpStatusCode)status, Completion.Error("x", message));
        using var market = new TestMarket(transport);

        var reply = await market.ExecuteAsync(TestMarket.Call(TestMarket.Payload(schema: Schema)));

        reply.Outcome.ShouldBe(AttemptOutcome.Rejected);
        reply.Detail!.Contains($"does not take the output schema as response_format (HTTP {status}); set the bidder's StructuredOutput to prompt.").ShouldBe(told);
    }

    [Fact]
    public async Task ExecuteAsync_RefusedWithoutASchemaSent_NeverBlamesTheSchema()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.BadRequest, Completion.Error("x", "response_format"));
        using var market = new TestMarket(transport, bidder: static options => options.StructuredOutput = "prompt");

        (await market.ExecuteAsync(TestMarket.Call(TestMarket.Payload(schema: Schema)))).Detail!.ShouldNotContain("output schema");
    }

    [Theory]
    [InlineData("strict", false)]
    [InlineData("prompt", false)]
    [InlineData("none", true)]
    public void Definition_FromOptions_TellsWhetherItAnswersUnderASchema(string structuredOutput, bool none)
    {
        using var market = new TestMarket(new RecordedTransport(), bidder: options => options.StructuredOutput = structuredOutput);

        market.Bidder.Definition.NoStructuredOutput.ShouldBe(none);
    }

    [Fact]
    public async Task BidAsync_ShapeThatItFailed_BidsWithThatEvidence()
    {
        using var market = new TestMarket(new RecordedTransport());
        var failed = TrackRecord.Empty;
        for (var index = 0; index < 10; index++)
            failed = failed.After(new Observation { BidderId = "gpu/small", Outcome = AttemptOutcome.InvalidOutput, SchemaShape = "0123456789ab" }, index);
        var invitation = TestMarket.Invitation() with { TrackRecord = failed, TrackRecordVersion = 10 };

        var fails = (await market.BidAsync(invitation with { SchemaShape = "0123456789ab" })).Bid!;
        var other = (await market.BidAsync(invitation with { SchemaShape = "ba9876543210" })).Bid!;

        fails.Success.Expected.ShouldBeLessThan(0.5 * other.Success.Expected);
        fails.Evidence.InvalidRate!.Value.ShouldBeGreaterThan(0.6);
        other.Evidence.ShapeObservations.ShouldBe(0);
    }

    private static async Task<string> SendAsync(string structuredOutput)
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, bidder: options => options.StructuredOutput = structuredOutput);
        var call = TestMarket.Call(TestMarket.Payload(schema: Schema)) with { Rejected = Rejected };
        (await market.ExecuteAsync(call)).Outcome.ShouldBe(AttemptOutcome.Succeeded);
        return transport.Sent.ShouldHaveSingleItem().Body;
    }

    private static void ShouldBeJson(string sent, string expected) => JsonNode.DeepEquals(JsonNode.Parse(sent), JsonNode.Parse(expected)).ShouldBeTrue($"sent {sent}");
}
