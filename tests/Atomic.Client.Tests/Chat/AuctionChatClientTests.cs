using System.ComponentModel;
using System.Net;
using System.Text.Json.Nodes;
using Atomic.Client.Chat;
using Atomic.Client.Tests.Fixtures;
using Microsoft.Extensions.AI;

namespace Atomic.Client.Tests.Chat;

public sealed class AuctionChatClientTests
{
    private readonly RecordedWire _wire = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetResponse_Options_AreTheExactRequest()
    {
        _wire.Ok(Answers.Completion("""{"role":"assistant","content":"billing"}"""), Answers.Decision);
        using var chat = Clients.Chat(_wire, configure: static options => options.ApiKey = "ak_x");
        var options = new ChatOptions
        {
            ModelId = "economy",
            MaxOutputTokens = 50,
            Temperature = 0,
            StopSequences = ["\n"],
            Seed = 7,
            AdditionalProperties = new AdditionalPropertiesDictionary
            {
                ["atomic.maxCostUsd"] = 0.002, ["atomic.kind"] = "email-routing", ["atomic.regions"] = new[] { "eu", "local" }, ["atomic.explore"] = false,
                ["atomic.tags"] = new Dictionary<string, string> { ["ticket"] = "17" },
            },
        };

        await chat.GetResponseAsync([new ChatMessage(ChatRole.System, "Route it."), new ChatMessage(ChatRole.User, "Charged twice.")], options, Stop);

        _wire.Only.Method.ShouldBe("POST");
        _wire.Only.Path.ShouldBe("/v1/chat/completions");
        _wire.Only.Header("Authorization").ShouldBe("Bearer ak_x");
        _wire.Only.Header("x-atomic-max-cost-usd").ShouldBe("0.002");
        _wire.Only.Header("x-atomic-kind").ShouldBe("email-routing");
        _wire.Only.Header("x-atomic-regions").ShouldBe("eu,local");
        _wire.Only.Header("x-atomic-explore").ShouldBe("false");
        _wire.Only.Header("x-atomic-tags").ShouldBe("ticket=17");
        _wire.Only.Header("Idempotency-Key").ShouldNotBeNullOrEmpty();
        JsonNode.DeepEquals(
            JsonNode.Parse(_wire.Only.Body),
            JsonNode.Parse("""{"messages":[{"role":"system","content":"Route it."},{"role":"user","content":"Charged twice."}],"model":"atomic/economy","temperature":0,"max_completion_tokens":50,"stop":["\n"],"seed":7}"""))
            .ShouldBeTrue(_wire.Only.Body);
        options.AdditionalProperties.Count.ShouldBe(5, "the caller's options stay as they are");
    }

    [Fact]
    public async Task GetResponse_Answer_TellsTheDecision()
    {
        _wire.Ok(Answers.Completion("""{"role":"assistant","content":"billing"}"""), Answers.Decision);
        using var chat = Clients.Chat(_wire);

        var response = await chat.GetResponseAsync("Charged twice.", cancellationToken: Stop);

        response.Text.ShouldBe("billing");
        response.ModelId.ShouldBe("gpt-small");
        response.FinishReason.ShouldBe(ChatFinishReason.Stop);
        (response.Usage!.InputTokenCount, response.Usage.OutputTokenCount).ShouldBe((11, 7));
        response.AdditionalProperties![ChatProperties.Id].ShouldBe("mt-7");
        response.AdditionalProperties[ChatProperties.Bidder].ShouldBe("small");
        response.AdditionalProperties[ChatProperties.Model].ShouldBe("gpt-small");
        response.AdditionalProperties[ChatProperties.Plan].ShouldBe("Single(small)");
        response.AdditionalProperties[ChatProperties.CostUsd].ShouldBe(0.00012);
        response.AdditionalProperties[ChatProperties.Explanation].ShouldBe("/api/microtasks/mt-7/explanation");
    }

    [Theory]
    [InlineData(null, "atomic")]
    [InlineData("quality", "atomic/quality")]
    [InlineData("atomic/email-routing", "atomic/email-routing")]
    [InlineData("gpt-small", "gpt-small")]
    public async Task GetResponse_ModelId_IsTheNameOnTheWire(string? asked, string sent)
    {
        _wire.Ok(Answers.Completion("""{"role":"assistant","content":"x"}"""));
        using var chat = Clients.Chat(_wire);

        await chat.GetResponseAsync("Hi", new ChatOptions { ModelId = asked }, Stop);

        JsonNode.Parse(_wire.Only.Body)!["model"]!.GetValue<string>().ShouldBe(sent);
    }

    [Fact]
    public async Task GetResponse_FunctionInvocation_GoesThereAndBack()
    {
        _wire
            .Ok(Answers.Completion("""{"role":"assistant","content":null,"tool_calls":[{"id":"call-1","type":"function","function":{"name":"balance","arguments":"{\"account\":\"A1\"}"}}]}""", "tool_calls"))
            .Ok(Answers.Completion("""{"role":"assistant","content":"It is 12."}"""), Answers.Decision);
        using var chat = new ChatClientBuilder(Clients.Chat(_wire)).UseFunctionInvocation().Build();
        var tool = AIFunctionFactory.Create([Description("The balance")] (string account) => account == "A1" ? 12 : 0, "balance");

        var response = await chat.GetResponseAsync("What is my balance?", new ChatOptions { Tools = [tool] }, Stop);

        response.Text.ShouldBe("It is 12.");
        response.AdditionalProperties![ChatProperties.Id].ShouldBe("mt-7");
        var first = JsonNode.Parse(_wire.Requests[0].Body)!;
        first["tools"]![0]!["function"]!["name"]!.GetValue<string>().ShouldBe("balance");
        var messages = JsonNode.Parse(_wire.Requests[1].Body)!["messages"]!.AsArray();
        messages.Select(static message => message!["role"]!.GetValue<string>()).ShouldBe(["user", "assistant", "tool"]);
        messages[2]!["tool_call_id"]!.GetValue<string>().ShouldBe("call-1");
        messages[2]!["content"]!.GetValue<string>().ShouldBe("12");
        _wire.Requests[0].Header("Idempotency-Key").ShouldNotBe(_wire.Requests[1].Header("Idempotency-Key"));
    }

    [Fact]
    public async Task GetResponse_OfAType_AsksByJsonSchema()
    {
        _wire.Ok(Answers.Completion("""{"role":"assistant","content":"{\"team\":\"billing\"}"}"""));
        using var chat = Clients.Chat(_wire);

        var response = await chat.GetResponseAsync<Answer>("Charged twice.", cancellationToken: Stop);

        response.Result.Team.ShouldBe("billing");
        var format = JsonNode.Parse(_wire.Only.Body)!["response_format"]!;
        format["type"]!.GetValue<string>().ShouldBe("json_schema");
        format["json_schema"]!["schema"]!["properties"]!["team"]!["type"]!.GetValue<string>().ShouldBe("string");
    }

    [Fact]
    public async Task GetStreamingResponse_Pieces_ArePassedOnWithTheDecisionFirst()
    {
        _wire.Answer(HttpStatusCode.OK, Stream(Piece("bil"), Piece("ling"), Last, Usage), "text/event-stream", Answers.Decision);
        using var chat = Clients.Chat(_wire);

        var updates = await ReadAsync(chat);

        updates.Where(static update => update.Text.Length > 0).Select(static update => update.Text).ShouldBe(["bil", "ling"]);
        updates[0].AdditionalProperties![ChatProperties.Bidder].ShouldBe("small");
        updates.ToChatResponse().Usage!.TotalTokenCount.ShouldBe(18);
        var body = JsonNode.Parse(_wire.Only.Body)!;
        body["stream"]!.GetValue<bool>().ShouldBeTrue();
        body["stream_options"]!["include_usage"]!.GetValue<bool>().ShouldBeTrue();
        _wire.Only.Header("Idempotency-Key").ShouldBeNull("whoever stops reading wants no more of it");
    }

    [Fact]
    public async Task GetStreamingResponse_ErrorInTheMiddle_IsThatError()
    {
        _wire.Answer(HttpStatusCode.OK, Stream(Piece("bil"), """{"error":{"message":"The model broke off.","type":"server_error","param":null,"code":"stream-broken"}}"""), "text/event-stream", Answers.Decision);
        using var chat = Clients.Chat(_wire);

        var failure = await Should.ThrowAsync<AtomicClientException>(ReadAsync(chat));

        (failure.Code, failure.Message, failure.MicrotaskId).ShouldBe(("stream-broken", "The model broke off.", "mt-7"));
    }

    [Fact]
    public async Task GetStreamingResponse_CutOff_IsNoWholeAnswer()
    {
        _wire.Answer(HttpStatusCode.OK, $"data: {Piece("bil")}\n\n", "text/event-stream", Answers.Decision);
        using var chat = Clients.Chat(_wire);

        (await Should.ThrowAsync<AtomicClientException>(ReadAsync(chat))).Code.ShouldBe(AtomicClientException.StreamBroken);
    }

    [Fact]
    public async Task GetResponse_Refused_TellsTheServersOwnCodeAndSentence()
    {
        _wire.Answer(HttpStatusCode.PaymentRequired, """{"error":{"message":"The budget day has $0.00 left.","type":"insufficient_quota","param":"model","code":"budget_exhausted"}}""", "application/json", ("x-atomic-id", "mt-9"));
        using var chat = Clients.Chat(_wire);

        var failure = await Should.ThrowAsync<AtomicClientException>(chat.GetResponseAsync("Hi", cancellationToken: Stop));

        (failure.Code, failure.Message, failure.Status, failure.Pointer, failure.MicrotaskId)
            .ShouldBe(("budget-exhausted", "The budget day has $0.00 left.", HttpStatusCode.PaymentRequired, "model", "mt-9"));
    }

    [Fact]
    public async Task GetResponse_AnotherServer_SaysThatItIsNoAtomic()
    {
        _wire.Answer(HttpStatusCode.NotFound, "<html>", "text/html");
        using var chat = Clients.Chat(_wire);

        (await Should.ThrowAsync<AtomicClientException>(chat.GetResponseAsync("Hi", cancellationToken: Stop))).Code.ShouldBe(AtomicClientException.UnexpectedAnswer);
    }

    [Fact]
    public async Task GetResponse_PutOff_IsSentAgainByTheOnePolicy()
    {
        var time = new ImmediateTime();
        _wire.Answer(HttpStatusCode.ServiceUnavailable, "{}", "application/json", ("Retry-After", "4")).Ok(Answers.Completion("""{"role":"assistant","content":"x"}"""));
        using var chat = Clients.Chat(_wire, time);

        await chat.GetResponseAsync("Hi", cancellationToken: Stop);

        _wire.Requests.Count.ShouldBe(2);
        time.Waits.ShouldBe([TimeSpan.FromSeconds(4)]);
        _wire.Requests[0].Header("Idempotency-Key").ShouldBe(_wire.Requests[1].Header("Idempotency-Key"));
    }

    [Fact]
    public void GetService_Metadata_SaysWhoItIs()
    {
        using var chat = Clients.Chat(_wire, configure: static options => options.ChatModel = "atomic/quality");

        var metadata = chat.GetService(typeof(ChatClientMetadata)).ShouldBeOfType<ChatClientMetadata>();

        (metadata.ProviderName, metadata.DefaultModelId, metadata.ProviderUri).ShouldBe(("atomic", "atomic/quality", new Uri("http://atomic.test:8080/")));
        new LoggingPassThrough(chat).GetService(typeof(AuctionChatClient)).ShouldBeSameAs(chat);
    }

    internal static string Stream(params IEnumerable<string> chunks) => string.Concat(chunks.Select(static chunk => $"data: {chunk}\n\n")) + "data: [DONE]\n\n";

    internal static string Piece(string text) =>
        $$"""{"id":"mt-7","object":"chat.completion.chunk","created":1700000000,"model":"gpt-small","choices":[{"index":0,"delta":{"role":"assistant","content":"{{text}}"},"finish_reason":null}]}""";

    internal const string Last =
        """{"id":"mt-7","object":"chat.completion.chunk","created":1700000000,"model":"gpt-small","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""";

    private const string Usage =
        """{"id":"mt-7","object":"chat.completion.chunk","created":1700000000,"model":"gpt-small","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}""";

    private static async Task<List<ChatResponseUpdate>> ReadAsync(AuctionChatClient chat)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in chat.GetStreamingResponseAsync("Charged twice.", cancellationToken: Stop))
            updates.Add(update);
        return updates;
    }

    private sealed class LoggingPassThrough(IChatClient inner) : DelegatingChatClient(inner);

    public sealed record Answer(string Team);
}
