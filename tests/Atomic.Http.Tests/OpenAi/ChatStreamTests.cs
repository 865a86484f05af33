using System.Text.Json;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Http.Tests.OpenAi;

public sealed class ChatStreamTests : OpenAiTest
{
    private static readonly string[] NotReached = [];

    [Fact]
    public async Task Stream_PiecesAsTheyArrive_ArePassedOnBeforeTheEnd()
    {
        Service.Ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var response = await OpenAsync(With("\"stream\":true,\"stream_options\":{\"include_usage\":true}"));
        using var reader = await LinesOf(response);

        (await NextAsync(reader)).ShouldBe(Chunk("""{"role":"assistant","content":""}""", "null", "small-model"));
        (await NextAsync(reader)).ShouldBe(Chunk("""{"content":"Hi"}""", "null", "small-model"));
        Service.Ending.Task.IsCompleted.ShouldBeFalse();
        await WriteAsync("""{"content":" the\u0072e."}""");
        (await NextAsync(reader)).ShouldBe(Chunk("""{"content":" the\u0072e."}""", "null", "small-model"));
        await WriteAsync("{}", "stop");
        Service.Ending.SetResult();

        (await NextAsync(reader)).ShouldBe(Chunk("{}", "\"stop\"", "small-model-7", Award));
        (await NextAsync(reader)).ShouldBe(
            $$$"""data: {"id":"chatcmpl-{{{FirstNumber}}}","object":"chat.completion.chunk","created":{{{Created}}},"model":"small-model-7","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}}""");
        (await NextAsync(reader)).ShouldBe("data: [DONE]");
        (await NextAsync(reader)).ShouldBeNull();
        Service.Cancelled.ShouldBeEmpty();
        Submitted.Stream.ShouldBeTrue();
        Header(response, "Content-Type").ShouldBe("text/event-stream; charset=utf-8");
        Header(response, "x-atomic-id").ShouldBe(ScriptedService.FirstId);
        Header(response, "x-atomic-bidder").ShouldBe("small", "the award is known by the first piece");
        Header(response, "Cache-Control").ShouldBe("no-store");
        Header(response, "X-Accel-Buffering").ShouldBe("no");
    }

    [Fact]
    public async Task Stream_NoPieces_SendsTheWholeAnswerAtTheEnd()
    {
        using var response = await PostAsync(Chat, With("\"stream\":true"));

        (await response.Content.ReadAsStringAsync()).ShouldBe(string.Join("\n\n",
            Plain("""{"role":"assistant","content":""}""", "null", "small-model"),
            Plain("""{"content":"Hi there."}""", "null", "small-model"),
            Plain("{}", "\"stop\"", "small-model-7", Award),
            "data: [DONE]",
            ""));
        Header(response, "x-atomic-cost-usd").ShouldBe("0.0001", "what is known before the first byte stands in the headers");
    }

    [Fact]
    public async Task Stream_WholeAnswerWithToolCalls_NumbersThem()
    {
        Answers(JsonDocument.Parse("""{"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""").RootElement);

        using var response = await PostAsync(Chat, With("\"stream\":true"));

        var text = await response.Content.ReadAsStringAsync();
        text.ShouldContain("""{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]}""");
        text.ShouldContain("\"finish_reason\":\"tool_calls\"");
    }

    [Fact]
    public async Task Stream_OutputSchema_IsVerifiedBeforeItIsSent()
    {
        Answers(JsonDocument.Parse("""{"team":"billing"}""").RootElement);

        using var response = await PostAsync(Chat, With("""
            "stream":true,"response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object"}}}
            """));

        (await response.Content.ReadAsStringAsync()).ShouldContain("""{"content":"{\"team\":\"billing\"}"}""");
    }

    [Fact]
    public async Task Stream_LineBreaksInAPiece_DoNotBreakTheFrame()
    {
        Service.Ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var response = await OpenAsync(With("\"stream\":true"), "{\n \"tool_calls\": [\r\n {\"index\": 0}\n]\n}");
        using var reader = await LinesOf(response);
        await NextAsync(reader);

        (await NextAsync(reader)).ShouldNotBeNull().ShouldContain("""{"tool_calls":[{"index":0}]}""");
        Service.Ending.SetResult();
        (await reader.ReadToEndAsync()).ShouldEndWith("data: [DONE]\n\n");
    }

    [Fact]
    public async Task Stream_SeveralChoices_EachHasItsRoleAndItsEnd()
    {
        Service.Ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var response = await OpenAsync(With("\"stream\":true,\"n\":2"));
        await WriteAsync("""{"content":"b"}""", "length", choice: 1);
        Service.Ending.SetResult();

        var frames = (await response.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        frames.Count(static frame => frame.Contains("\"role\":\"assistant\"", StringComparison.Ordinal)).ShouldBe(2);
        frames.ShouldContain(frame => frame.Contains("\"index\":1,\"delta\":{},\"finish_reason\":\"length\"", StringComparison.Ordinal));
        frames.ShouldContain(frame => frame.Contains("\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stream_FailureAfterTheFirstPiece_EndsWithAnErrorAndNoEnd()
    {
        Fails(MicrotaskStatus.Failed, RecordOf([]), "The endpoint broke off.");
        Service.Ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var response = await OpenAsync(With("\"stream\":true"));
        Service.Ending.SetResult();

        var text = await response.Content.ReadAsStringAsync();
        text.ShouldEndWith("""
            data: {"error":{"message":"The endpoint broke off.","type":"server_error","param":null,"code":"attempts_failed"}}


            """.ReplaceLineEndings("\n"));
        text.ShouldNotContain("[DONE]");
        text.ShouldContain("\"content\":\"Hi\"");
    }

    [Fact]
    public async Task Stream_FailureBeforeTheFirstPiece_HasItsStatus()
    {
        Fails(MicrotaskStatus.NoAward, RecordOf([]));

        using var response = await PostAsync(Chat, With("\"stream\":true"));

        await ErrorAsync(response, 400, "no_eligible_bidder");
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("k", false)]
    public async Task Stream_CallerHangsUp_CancelsUnlessItCanComeBack(string? key, bool cancels)
    {
        Service.Ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var response = await OpenAsync(With("\"stream\":true"), key: key);
        (await response.Content.ReadAsStreamAsync()).ReadByte().ShouldBeGreaterThan(0);

        response.Dispose();

        // The feed closes either way: what is written after that is taken without a word.
        await WaitUntilAsync(() => Service.Feeds.Find(ScriptedService.FirstId) is null);
        Service.Cancelled.ShouldBe(cancels ? [ScriptedService.FirstId] : NotReached);
    }

    [Fact]
    public async Task Stream_LongSilence_GivesSignsOfLife()
    {
        Service.Ending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var request = new HttpRequestMessage(HttpMethod.Post, Chat) { Content = Json(With("\"stream\":true")) };
        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = await LinesOf(response);

        (await NextAsync(reader)).ShouldBe(": keep-alive");
        Service.Ending.SetResult();
        (await reader.ReadToEndAsync()).ShouldEndWith("data: [DONE]\n\n");
    }

    protected override void Configure(IServiceCollection services) => services.Configure<AtomicHttpOptions>(static options => options.StreamKeepAliveSeconds = 1);

    private static string Award =>
        $$$""","atomic":{"id":"{{{ScriptedService.FirstId}}}","bidder":"small","model":"small-model","plan":"Single(small)","costUsd":0.0001,"explanation":"/api/microtasks/{{{ScriptedService.FirstId}}}/explanation"}""";

    private static string Chunk(string delta, string reason, string model, string after = "") => Plain(delta, reason, model, ",\"usage\":null" + after);

    private static string Plain(string delta, string reason, string model, string after = "") =>
        $$$"""data: {"id":"chatcmpl-{{{FirstNumber}}}","object":"chat.completion.chunk","created":{{{Created}}},"model":"{{{model}}}","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{reason}}}}]{{{after}}}}""";

    private static async Task<StreamReader> LinesOf(HttpResponseMessage response) => new(await response.Content.ReadAsStreamAsync());

    private static async Task<string?> NextAsync(StreamReader reader)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        string? line;
        do line = await reader.ReadLineAsync(limit.Token);
        while (line?.Length == 0);
        return line;
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition()) await Task.Delay(5, limit.Token);
    }

    /// <summary>Sends a request and writes the first piece once the server waits for it.</summary>
    private async Task<HttpResponseMessage> OpenAsync(string body, string delta = """{"content":"Hi"}""", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Chat) { Content = Json(body) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        var sending = Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        await WaitUntilAsync(() => Service.Feeds.Find(ScriptedService.FirstId) is not null);
        await WriteAsync(delta);
        return await sending;
    }

    private async Task WriteAsync(string delta, string? reason = null, int choice = 0) =>
        await Service.Feeds.Find(ScriptedService.FirstId)!.WriteAsync(new AnswerDelta(choice, JsonDocument.Parse(delta).RootElement, reason), CancellationToken.None);
}
