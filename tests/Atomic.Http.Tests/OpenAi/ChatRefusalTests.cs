using System.Net.Http.Headers;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Tests.OpenAi;

public sealed class ChatRefusalTests : OpenAiTest
{
    [Theory]
    [InlineData("", "invalid_json", null)]
    [InlineData("{", "invalid_json", null)]
    [InlineData("[]", "invalid_value", null)]
    [InlineData("""{"model":"atomic"}""", "invalid_value", "messages")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]}""", "invalid_value", "model")]
    [InlineData("""{"model":7,"messages":[{"role":"user","content":"x"}]}""", "invalid_value", "model")]
    [InlineData("""{"model":"atomic","messages":[]}""", "invalid_value", "messages")]
    [InlineData("""{"model":"atomic","messages":"x"}""", "invalid_value", "messages")]
    [InlineData("""{"model":"atomic","messages":["x"]}""", "invalid_value", "messages[0]")]
    [InlineData("""{"model":"atomic","messages":[{"role":"robot","content":"x"}]}""", "invalid_value", "messages[0].role")]
    [InlineData("""{"model":"atomic","messages":[{"role":"user"}]}""", "invalid_value", "messages[0].content")]
    [InlineData("""{"model":"atomic","messages":[{"role":"user","content":[]}]}""", "invalid_value", "messages[0].content")]
    [InlineData("""{"model":"atomic","messages":[{"role":"user","content":["x"]}]}""", "invalid_value", "messages[0].content[0]")]
    [InlineData("""{"model":"atomic","messages":[{"role":"tool","content":"x"}]}""", "invalid_value", "messages[0].tool_call_id")]
    public async Task Create_BodyThatIsNoRequest_Is400AndNamesThePlace(string body, string code, string? param)
    {
        using var response = await PostAsync(Chat, body);

        await ErrorAsync(response, 400, code, param);
        Service.Submissions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"temperature\":3", "temperature")]
    [InlineData("\"temperature\":\"hot\"", "temperature")]
    [InlineData("\"n\":0", "n")]
    [InlineData("\"max_tokens\":-1", "max_tokens")]
    [InlineData("\"stop\":[1]", "stop[0]")]
    [InlineData("\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\"]", "stop")]
    [InlineData("\"seed\":1.5", "seed")]
    [InlineData("\"tools\":[1]", "tools[0]")]
    [InlineData("\"stream\":\"yes\"", "stream")]
    [InlineData("\"stream_options\":{\"include_usage\":1}", "stream_options.include_usage")]
    [InlineData("\"response_format\":{\"type\":\"xml\"}", "response_format.type")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\"}", "response_format.json_schema")]
    [InlineData("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"x\"}}", "response_format.json_schema.schema")]
    [InlineData("\"modalities\":[\"audio\"]", "modalities")]
    [InlineData("\"audio\":{}", "audio")]
    [InlineData("\"metadata\":{\"a\":1}", "metadata.a")]
    public async Task Create_ParameterOutOfItsRange_Is400AndNamesIt(string member, string param)
    {
        using var response = await PostAsync(Chat, With(member));

        await ErrorAsync(response, 400, "invalid_value", param);
    }

    [Fact]
    public async Task Create_SchemaThatCannotBeUsed_Is400AndNamesThePlace()
    {
        using var response = await PostAsync(Chat, With("""
            "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object","properties":{"a":{"type":"nothing"}}}}}
            """));

        await ErrorAsync(response, 400, "invalid_schema", "response_format.json_schema.schema.properties.a.type");
    }

    [Fact]
    public async Task Create_UnknownParameter_IsRefusedByNameWithWhatWasMeant()
    {
        using var response = await PostAsync(Chat, With("\"max_token\":5"));

        (await ErrorAsync(response, 400, "unknown_parameter", "max_token")).GetProperty("message").GetString()
            .ShouldBe("Unrecognized request argument supplied: \"max_token\"; did you mean \"max_tokens\"?");
    }

    [Theory]
    [InlineData("claude-9", "use \"atomic\"")]
    [InlineData("atomic/econmy", "did you mean \"atomic/economy\"?")]
    [InlineData("gpt-eux", "did you mean \"gpt-eu\"?")]
    [InlineData("atomic/No Kind", "use \"atomic\"")]
    [InlineData("", "use \"atomic\"")]
    public async Task Create_UnknownModel_Is404WithWhatWasMeant(string model, string hint)
    {
        using var response = await PostAsync(Chat, With("\"n\":1", model));

        (await ErrorAsync(response, 404, "model_not_found", "model")).GetProperty("message").GetString()!.ShouldContain(hint);
    }

    [Fact]
    public async Task Create_ModelThatMakesEmbeddings_SaysWhereToAskIt()
    {
        using var response = await PostAsync(Chat, With("\"n\":1", "vectors-eu"));

        (await ErrorAsync(response, 404, "model_not_found", "model")).GetProperty("message").GetString()!.ShouldContain("/v1/embeddings");
    }

    [Fact]
    public async Task Create_ModelThatDoesOneKindOnly_SaysHowToNameIt()
    {
        using var response = await PostAsync(Chat, With("\"n\":1", "router"));

        (await ErrorAsync(response, 400, "unknown_kind")).GetProperty("message").GetString()!
            .ShouldContain("x-atomic-kind or the model atomic/KIND: they do 'email-routing'.");
    }

    [Fact]
    public async Task Create_OtherMediaTypeMethodPathOrSize_IsToldInOpenAisWords()
    {
        using var text = new StringContent(Hello) { Headers = { ContentType = new MediaTypeHeaderValue("text/plain") } };
        using var media = await Client.PostAsync(Chat, text);
        await ErrorAsync(media, 415, "unsupported_media_type");
        using var method = await GetAsync(Chat);
        await ErrorAsync(method, 405, "method_not_allowed");
        Header(method, "Allow").ShouldBe("POST");
        using var path = await PostAsync("/v1/completions", Hello);
        await ErrorAsync(path, 404, "unknown_url");
        using var size = await PostAsync(Chat, With($"\"user\":\"{new string('x', 1024 * 1024)}\""));
        await ErrorAsync(size, 413, "body_too_large");
    }

    [Fact]
    public async Task Create_WithoutKeyOrScope_IsToldInOpenAisWords()
    {
        var reader = await KeyAsync("default", AccessScopes.Read);

        using var nobody = await SendAsync("POST", Chat, key: null, Hello);
        await ErrorAsync(nobody, 401, "invalid_api_key");
        Header(nobody, "WWW-Authenticate").ShouldBe("Bearer");
        using var stranger = await SendAsync("POST", Chat, "sk-wrong", Hello);
        await ErrorAsync(stranger, 401, "invalid_api_key");
        using var forbidden = await SendAsync("POST", Chat, reader, Hello);
        await ErrorAsync(forbidden, 403, "insufficient_permissions");
        using var models = await SendAsync("GET", "/v1/models", reader);
        ((int)models.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Create_Overloaded_Is503ThatMayBeRetried()
    {
        Service.Refuse = static _ => new Problem("overloaded", "The server has as many microtasks at work as it takes.");

        using var response = await PostAsync(Chat, Hello);

        (await ErrorAsync(response, 503, "overloaded")).GetProperty("type").GetString().ShouldBe("server_error");
        Header(response, "Retry-After").ShouldBe("1");
        Header(response, "x-should-retry").ShouldBeNull();
    }

    [Fact]
    public async Task Create_DefectInTheService_IsToldInOpenAisWordsWithoutDetails()
    {
        Service.Refuse = static _ => throw new InvalidOperationException("secret");

        using var response = await PostAsync(Chat, Hello);

        (await ErrorAsync(response, 500, "internal")).GetProperty("message").GetString()!.ShouldNotContain("secret");
        Header(response, "x-should-retry").ShouldBe("false");
    }
}
