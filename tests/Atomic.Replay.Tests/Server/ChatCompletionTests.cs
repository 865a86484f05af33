using System.Net;
using System.Text;
using System.Text.Json;
using Atomic.Replay.Recordings;

namespace Atomic.Replay.Tests.Server;

public sealed class ChatCompletionTests
{
    [Fact]
    public async Task Chat_RecordedInput_AnswersTheExactJson()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        using var response = await fixture.PostAsync(ReplayServerFixture.Ask("Who won?"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("application/json");
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"id":"chatcmpl-e4d971771b652c20","object":"chat.completion","created":1767323045,"model":"alpha","choices":[{"index":0,"message":{"role":"assistant","content":"The red team — 3:1","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":12,"completion_tokens":6,"total_tokens":18},"system_fingerprint":"fp_atomic_replay"}""");
        response.Headers.GetValues("x-request-id").ShouldBe(["req_e4d971771b652c20"]);
    }

    [Theory]
    [InlineData("Zürich \U0001F600?")]
    [InlineData("""Z\u00fcrich \ud83d\ude00?""")]
    public async Task Chat_InputEscapedOrNot_IsTheSameInput(string written)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        var answer = await ContentAsync(fixture, ReplayServerFixture.Ask(written));

        answer.ShouldBe("said \"yes\"\n\U0001F600");
    }

    [Theory]
    [InlineData("""{"model":"alpha","messages":[{"role":"user","content":[{"type":"text","text":"Who "},{"text":"won?","type":"text"}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"Silent?"},{"role":"assistant","content":"x"},{"content":"Who won?","role":"user"}],"model":"alpha"}""")]
    [InlineData("""{"model":"alpha","temperature":0,"tools":[{"a":[1,{}]}],"stream_options":null,"stream":null,"messages":[{"role":"user","content":"Who won?","name":"n"},{"role":"assistant","content":null,"tool_calls":[{"id":"1"}]}]}""")]
    public async Task Chat_OtherFormsOfTheSameRequest_FindTheLastUserMessage(string body)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        (await ContentAsync(fixture, body)).ShouldBe("The red team — 3:1");
    }

    [Fact]
    public async Task Chat_NoAnswerWasGiven_ReplaysEmptyText()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        (await ContentAsync(fixture, ReplayServerFixture.Ask("Silent?"))).ShouldBe("");
    }

    [Fact]
    public async Task Chat_Alias_IsAnsweredByTheRecordedModel()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(options => options with
        {
            Aliases = new Dictionary<string, string> { ["eu-beta"] = "maker/beta" },
        });

        var text = await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", "eu-beta"));

        text.ShouldContain("\"model\":\"maker/beta\"");
        text.ShouldContain("\"content\":\"Blue\"");
    }

    [Fact]
    public async Task Chat_FallbackAnswerSet_AnswersUnknownInput()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(options => options with
        {
            FallbackAnswer = new RecordedAnswer("no idea", null, 7, 2),
        });

        (await ContentAsync(fixture, ReplayServerFixture.Ask("Never asked."))).ShouldBe("no idea");
    }

    [Fact]
    public async Task Chat_BodyJustBelowTheLimit_IsRead()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();
        var padding = new string('x', (1024 * 1024) - 200);

        var answer = await ContentAsync(fixture, ReplayServerFixture.Ask("Who won?", more: $",\"user\":\"{padding}\""));

        answer.ShouldBe("The red team — 3:1");
    }

    [Fact]
    public async Task Chat_BodyAboveTheLimit_Is413WithTheErrorBody()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();
        using var content = new StringContent(new string(' ', (1024 * 1024) + 1), Encoding.UTF8, "application/json");

        using var response = await fixture.Client.PostAsync("v1/chat/completions", content);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"error":{"message":"The body of the request is larger than 1 MiB.","type":"invalid_request_error","param":null,"code":"request_too_large"}}""");
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("{", null, null)]
    [InlineData("[]", null, null)]
    [InlineData("""{"model":"alpha","messages":[]} x""", null, null)]
    [InlineData("""{"model":"alpha","messages":[{"role":"user","content":"\ud800"}]}""", null, null)]
    [InlineData("""{"messages":[]}""", "model", "missing_required_parameter")]
    [InlineData("""{"model":7,"messages":[]}""", "model", "invalid_type")]
    [InlineData("""{"model":"alpha"}""", "messages", "missing_required_parameter")]
    [InlineData("""{"model":"alpha","messages":{}}""", "messages", "invalid_type")]
    [InlineData("""{"model":"alpha","messages":["Who won?"]}""", "messages", "invalid_type")]
    [InlineData("""{"model":"alpha","messages":[]}""", null, "invalid_value")]
    [InlineData("""{"model":"alpha","messages":[{"role":"user","content":null}]}""", "messages.content", "invalid_type")]
    public async Task Chat_DefectiveRequest_Is400WithTheErrorBody(string body, string? param, string? code)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        using var response = await fixture.PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        error.EnumerateObject().Select(field => field.Name).ShouldBe(["message", "type", "param", "code"]);
        error.GetProperty("type").GetString().ShouldBe("invalid_request_error");
        error.GetProperty("param").GetString().ShouldBe(param);
        error.GetProperty("code").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData("Never asked.", "alpha", """{"error":{"message":"Nothing is recorded for this input and model.","type":"invalid_request_error","param":"messages","code":"not_recorded"}}""")]
    [InlineData("Silent?", "maker/beta", """{"error":{"message":"Nothing is recorded for this input and model.","type":"invalid_request_error","param":"messages","code":"not_recorded"}}""")]
    [InlineData("Who won?", "gamma", """{"error":{"message":"The model does not exist.","type":"invalid_request_error","param":"model","code":"model_not_found"}}""")]
    public async Task Chat_NothingToReplay_Is404WithTheErrorBody(string input, string model, string expected)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        using var response = await fixture.PostAsync(ReplayServerFixture.Ask(input, model));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldBe(expected);
    }

    private static async Task<string?> ContentAsync(ReplayServerFixture fixture, string body)
    {
        var text = await fixture.PostForTextAsync(body);
        using var json = JsonDocument.Parse(text);
        json.RootElement.TryGetProperty("choices", out var choices).ShouldBeTrue(text);
        return choices[0].GetProperty("message").GetProperty("content").GetString();
    }
}
