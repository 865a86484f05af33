using System.Text.Json;
using Atomic.Core.Microtasks;

namespace Atomic.Http.Tests.OpenAi;

public sealed class ChatCompletionTests : OpenAiTest
{
    private const string Schema = """{"type":"object","properties":{"team":{"type":"string"}},"required":["team"],"additionalProperties":false}""";

    [Fact]
    public async Task Create_Answered_IsTheProtocolsCompletion()
    {
        using var response = await PostAsync(Chat, Hello);

        ((int)response.StatusCode).ShouldBe(200);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            $$$"""{"id":"chatcmpl-{{{FirstNumber}}}","object":"chat.completion","created":{{{Created}}},"model":"small-model-7","choices":[{"index":0,"message":{"role":"assistant","content":"Hi there.","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}}""");
        Header(response, "x-atomic-id").ShouldBe(ScriptedService.FirstId);
        Header(response, "x-atomic-bidder").ShouldBe("small");
        Header(response, "x-atomic-model").ShouldBe("small-model-7");
        Header(response, "x-atomic-plan").ShouldBe("Single(small)");
        Header(response, "x-atomic-cost-usd").ShouldBe("0.0001");
        Header(response, "x-atomic-explanation").ShouldBe($"/api/microtasks/{ScriptedService.FirstId}/explanation");
        Header(response, "x-request-id").ShouldNotBeNullOrEmpty();
        Submitted.Kind.ShouldBe("chat");
        Submitted.Stream.ShouldBeFalse();
        Submitted.Payload.Operation.ShouldBe(Operation.Chat);
        Submitted.Payload.Input.GetRawText().ShouldBe("""[{"role":"user","content":"Hello"}]""");
        Submitted.Payload.Parameters!.Value.GetRawText().ShouldBe("{}");
    }

    [Fact]
    public async Task Create_EndpointToldNoUsage_LeavesItOut()
    {
        Service.End = static view => view with { Output = JsonSerializer.SerializeToElement("Hi") };

        using var response = await PostAsync(Chat, Hello);

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.TryGetProperty("usage", out _).ShouldBeFalse();
        json.RootElement.GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("stop");
    }

    [Fact]
    public async Task Create_SeveralChoices_AreThoseOfTheEndpoint()
    {
        const string choices = """[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"},{"index":1,"message":{"role":"assistant","content":"b"},"finish_reason":"length"}]""";
        Answers(JsonDocument.Parse($$"""{"choices":{{choices}}}""").RootElement);

        using var response = await PostAsync(Chat, With("\"n\":2"));

        (await response.Content.ReadAsStringAsync()).ShouldContain($"\"choices\":{choices},");
    }

    [Fact]
    public async Task Create_KnownParameters_ArePassedOnAsTheyAre()
    {
        const string parameters = """
            "frequency_penalty":0.5,"logit_bias":{"50256":-100},"logprobs":true,"max_completion_tokens":10,"n":2,"parallel_tool_calls":false,"presence_penalty":-1,"reasoning_effort":"low","seed":-9223372036854775808,"stop":["a","b"],"temperature":1e0,"tool_choice":{"type":"function","function":{"name":"f"}},"tools":[{"type":"function","function":{"name":"f","parameters":{}}}],"top_logprobs":3,"top_p":0.10,"verbosity":"low","response_format":{"type":"json_object"}
            """;

        using var response = await PostAsync(Chat, With(parameters));

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        Submitted.Payload.Parameters!.Value.GetRawText().ShouldBe($"{{{parameters}}}");
    }

    [Theory]
    [InlineData("store", "true")]
    [InlineData("user", "\"u\"")]
    [InlineData("service_tier", "\"flex\"")]
    [InlineData("safety_identifier", "\"s\"")]
    [InlineData("prompt_cache_key", "\"k\"")]
    [InlineData("temperature", "null")]
    [InlineData("modalities", "[\"text\"]")]
    [InlineData("response_format", """{"type":"text"}""")]
    public async Task Create_ParameterWithoutEffect_IsTakenAndNotPassedOn(string name, string value)
    {
        using var response = await PostAsync(Chat, With($"\"{name}\":{value}"));

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        Submitted.Payload.Parameters!.Value.GetRawText().ShouldBe("{}");
    }

    [Fact]
    public async Task Create_JsonSchema_HoldsTheAnswerToIt()
    {
        Answers(JsonDocument.Parse("""{"team": "billing"}""").RootElement);

        using var response = await PostAsync(Chat, With($$$"""
            "response_format":{"type":"json_schema","json_schema":{"name":"routing","strict":true,"schema":{{{Schema}}}}}
            """));

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldBe("""{"team": "billing"}""");
        Submitted.Payload.OutputSchema!.Value.GetRawText().ShouldBe(Schema);
        Submitted.Payload.Parameters!.Value.GetRawText().ShouldBe("""{"response_format":{"type":"json_schema","json_schema":{"name":"routing","strict":true}}}""");
    }

    [Theory]
    [InlineData("\"n\":2")]
    [InlineData("""
        "tools":[{"type":"function","function":{"name":"f"}}]
        """)]
    [InlineData("\"logprobs\":true")]
    public async Task Create_JsonSchemaBesideToolsOrChoices_HoldsTheAnswerToItAndGivesItsChoices(string member)
    {
        const string choices = """[{"index":0,"message":{"role":"assistant","content":"{\"team\":\"billing\"}"},"finish_reason":"stop"}]""";
        Answers(JsonDocument.Parse($$"""{"choices":{{choices}}}""").RootElement);

        using var response = await PostAsync(Chat, With($$$"""{{{member}}},"response_format":{"type":"json_schema","json_schema":{"name":"routing","schema":{{{Schema}}}}}"""));

        (await response.Content.ReadAsStringAsync()).ShouldContain($"\"choices\":{choices},");
        Submitted.Payload.OutputSchema!.Value.GetRawText().ShouldBe(Schema);
        Submitted.Payload.Parameters!.Value.GetProperty("response_format").GetRawText().ShouldBe("""{"type":"json_schema","json_schema":{"name":"routing"}}""");
    }

    [Fact]
    public async Task Create_JsonSchemaWithAMemberChoices_IsOneTextAllTheSame()
    {
        Answers(JsonDocument.Parse("""{"choices":["a"]}""").RootElement);

        using var response = await PostAsync(Chat, With("""
            "tools":[],"n":1,"logprobs":false,"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object","properties":{"choices":{"type":"array"}}}}}
            """));

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString().ShouldBe("""{"choices":["a"]}""");
    }

    [Fact]
    public async Task Create_EveryRoleAndPart_IsPassedOnAsItIs()
    {
        const string messages = """[{"role":"developer","content":"d"},{"role":"user","content":[{"type":"text","text":"t"},{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}],"name":"n"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"r"}]""";

        using var response = await PostAsync(Chat, $$"""{"model":"atomic","messages":{{messages}}}""");

        ((int)response.StatusCode).ShouldBe(200, await response.Content.ReadAsStringAsync());
        Submitted.Payload.Input.GetRawText().ShouldBe(messages);
    }

    [Fact]
    public async Task Create_IdempotencyKey_IsHonoured()
    {
        using var first = await PostAsync(Chat, Hello, ("Idempotency-Key", "k"));
        using var again = await PostAsync(Chat, Hello, ("Idempotency-Key", "k"));
        using var other = await PostAsync(Chat, Hello.Replace("Hello", "Bye"), ("Idempotency-Key", "k"));

        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        await ErrorAsync(other, 400, "idempotency_key_reused");
    }

    [Fact]
    public async Task Create_WaitsUntilTheEnd_HoweverLongTheUsualWaitIs()
    {
        Service.Ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answering = PostAsync(Chat, Hello);
        while (Service.Waits.Count == 0) await Task.Delay(5);

        answering.IsCompleted.ShouldBeFalse();
        Service.Ending.SetResult();

        using var response = await answering;
        ((int)response.StatusCode).ShouldBe(200);
        Service.Waits[0].ShouldBe(TimeSpan.FromSeconds(300));
    }

    [Theory]
    [InlineData("gpt", "gpt-eu,gpt-us")]
    [InlineData("gpt-us", "gpt-eu,gpt-us")]
    [InlineData("gpt-us:stepwise", "gpt-us:stepwise")]
    public async Task Post_PromptVariant_IsAskedWhereItIsNamedItself(string model, string allowed)
    {
        Service.Market = Service.Market with
        {
            Bidders = [.. Service.Market.Bidders, Bidder("gpt-us:stepwise", "gpt") with { Prompt = new Core.Markets.PromptVariant { Of = "gpt-us", Name = "stepwise", TextHash = "0" } }],
        };

        using var response = await PostAsync(Chat, Hello.Replace("\"atomic\"", $"\"{model}\"", StringComparison.Ordinal));

        Submitted.Policy.Allow.ShouldBe(allowed.Split(','));
    }
}
