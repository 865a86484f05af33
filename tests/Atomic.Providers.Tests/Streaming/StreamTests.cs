using System.Diagnostics;
using System.Text.Json.Nodes;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Configuration;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Streaming;

/// <summary>Answers that arrive in pieces, over real sockets.</summary>
public sealed class StreamTests
{
    [Fact]
    public async Task ExecuteAsync_Sink_AsksForAStreamWithUsageUnderTheSameHeaders()
    {
        await using var server = ScriptedServer.Sending(ScriptedServer.StreamHead, Chunk.Text("Hi"), Chunk.End(), Chunk.Done);

        await ExecuteAsync(server, new ListSink());

        JsonNode.DeepEquals(JsonNode.Parse(server.Requests.ShouldHaveSingleItem()), JsonNode.Parse("""
            {"model":"small-7b","max_tokens":50,"messages":[{"role":"user","content":"Hi"}],"stream":true,"stream_options":{"include_usage":true}}
            """)).ShouldBeTrue();
    }

    [Fact]
    public async Task ExecuteAsync_TextInPieces_PassesOnEachAndBillsTheUsage()
    {
        await using var server = ScriptedServer.Sending(
            ScriptedServer.StreamHead, ": hello\n\n", Chunk.Of(Chunk.Role), Chunk.Text("The "), Chunk.Text("parcel — Größe"), Chunk.End(), Chunk.Usage(), Chunk.Done);
        var sink = new ListSink();

        var reply = await ExecuteAsync(server, sink);

        sink.Told.ShouldBe(["""0:{"content":"The "}""", """0:{"content":"parcel — Größe"}""", "0:{} stop"]);
        reply.ShouldBe(new ModelReply
        {
            Outcome = AttemptOutcome.Succeeded, Text = "The parcel — Größe", FinishReason = "stop", Streamed = true, ServedModel = "small-7b-2024",
            InputTokens = 21, OutputTokens = 3, Requests = 1, LatencySeconds = reply.LatencySeconds,
        });
    }

    [Fact]
    public async Task ExecuteAsync_FirstPiece_IsPassedOnBeforeTheSecondIsSent()
    {
        var goOn = new TaskCompletionSource();
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.SendAsync(ScriptedServer.StreamHead + Chunk.Text("a"));
            await goOn.Task.WaitAsync(connection.Stopping);
            await connection.SendAsync(Chunk.Text("b") + Chunk.End() + Chunk.Done);
        });
        var sink = new ListSink();

        var execution = ExecuteAsync(server, sink);
        await Conditions.UntilAsync(() => sink.Deltas.Count == 1);
        execution.IsCompleted.ShouldBeFalse();
        goOn.SetResult();

        (await execution).Text.ShouldBe("ab");
    }

    [Fact]
    public async Task ExecuteAsync_ToolCallsInPieces_ArePutTogether()
    {
        await using var server = ScriptedServer.Sending(
            ScriptedServer.StreamHead,
            Chunk.Of("""{"role":"assistant","content":null,"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"look","arguments":""}}]}"""),
            Chunk.Of("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"at\""}},{"index":1,"id":"c2","type":"function","function":{"name":"go","arguments":"{}"}}]}"""),
            Chunk.Of("""{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]}"""),
            Chunk.End("tool_calls"),
            Chunk.Done);
        var sink = new ListSink();

        var reply = await ExecuteAsync(server, sink);

        reply.Text.ShouldBeNull();
        JsonNode.DeepEquals(JsonNode.Parse(reply.Output!.Value.GetRawText()), JsonNode.Parse("""
            {"choices":[{"index":0,"logprobs":null,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,"tool_calls":[
              {"id":"c1","type":"function","function":{"name":"look","arguments":"{\"at\":1}"}},{"id":"c2","type":"function","function":{"name":"go","arguments":"{}"}}]}}]}
            """)).ShouldBeTrue($"got {reply.Output}");
        sink.Deltas.Count.ShouldBe(4);
        reply.TokensAreEstimated.ShouldBeTrue();
        reply.OutputTokens!.Value.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task ExecuteAsync_ChoicesInterleaved_AreKeptApart()
    {
        await using var server = ScriptedServer.Sending(
            ScriptedServer.StreamHead, Chunk.Text("a", 1), Chunk.Text("x"), Chunk.Text("b", 1), Chunk.End(index: 1), Chunk.Text("y"), Chunk.End("length"), Chunk.Usage(), Chunk.Done);
        var sink = new ListSink();

        var reply = await ExecuteAsync(server, sink, """{"n":2}""");

        var choices = JsonNode.Parse(reply.Output!.Value.GetRawText())!["choices"]!.AsArray();
        choices.Select(static choice => $"{choice!["index"]}{choice["message"]!["content"]}{choice["finish_reason"]}").ShouldBe(["0xylength", "1abstop"]);
        sink.Deltas.Select(static delta => delta.Choice).ShouldBe([1, 0, 1, 1, 0, 0]);
    }

    [Fact]
    public async Task ExecuteAsync_Logprobs_ArePassedOnAndKept()
    {
        const string Logprobs = """{"content":[{"token":"a","logprob":-0.5}]}""";
        const string More = ",\"logprobs\":" + Logprobs;
        await using var server = ScriptedServer.Sending(
            ScriptedServer.StreamHead, Chunk.Of("""{"content":"a"}""", more: More), Chunk.Of("""{"content":"b"}""", more: More), Chunk.End(), Chunk.Done);
        var sink = new ListSink();

        var reply = await ExecuteAsync(server, sink, """{"logprobs":true}""");

        sink.Deltas[0].Logprobs!.Value.GetRawText().ShouldBe(Logprobs);
        JsonNode.Parse(reply.Output!.Value.GetRawText())!["choices"]![0]!["logprobs"]!["content"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task ExecuteAsync_EndpointIgnoresTheStream_PassesOnTheWholeAsOnePiece()
    {
        await using var server = ScriptedServer.Sending(LoopbackServer.Http("200 OK", Completion.Of()));
        var sink = new ListSink();

        var reply = await ExecuteAsync(server, sink);

        (reply.Text, reply.Streamed, reply.OutputTokens).ShouldBe(("shipping", true, 3));
        sink.Told.ShouldBe(["""0:{"content":"shipping"} stop"""]);
    }

    [Theory]
    [InlineData(429, AttemptOutcome.RateLimited)]
    [InlineData(500, AttemptOutcome.ServerError)]
    [InlineData(400, AttemptOutcome.Rejected)]
    public async Task ExecuteAsync_ErrorInPlaceOfTheStream_IsItsOutcome(int status, AttemptOutcome outcome)
    {
        await using var server = ScriptedServer.Sending(LoopbackServer.Http($"{status} X", Completion.Error("x", "no")));
        var sink = new ListSink();

        var reply = await ExecuteAsync(server, sink);

        (reply.Outcome, reply.Streamed, reply.OutputTokens).ShouldBe((outcome, false, null));
        sink.Deltas.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("content_filter", AttemptOutcome.Declined)]
    [InlineData("stop", AttemptOutcome.InvalidOutput)]
    public async Task ExecuteAsync_StreamWithoutAnyText_PassesOnNothingSoThatAnotherMayAnswer(string finish, AttemptOutcome outcome)
    {
        await using var server = ScriptedServer.Sending(ScriptedServer.StreamHead, Chunk.Of(Chunk.Role), Chunk.End(finish), Chunk.Usage(21, 0), Chunk.Done);
        var sink = new ListSink();

        var reply = await ExecuteAsync(server, sink);

        (reply.Outcome, reply.Streamed, reply.InputTokens, reply.OutputTokens).ShouldBe((outcome, false, 21, 0));
        sink.Deltas.ShouldBeEmpty();
    }

    [Fact]
    public async Task ExecuteAsync_SlowReader_SlowsTheModelDownAndIsNoSilence()
    {
        await using var server = ScriptedServer.Sending(ScriptedServer.StreamHead, Chunk.Text("a"), Chunk.Text("b"), Chunk.End(), Chunk.Done);
        var release = new TaskCompletionSource();
        var sink = new ListSink { Slowly = () => release.Task };

        var execution = ExecuteAsync(server, sink, endpoint: static options => options.StreamIdleSeconds = 0.1);
        await Conditions.UntilAsync(() => server.Ended == 1);
        var clock = Stopwatch.StartNew();
        await Conditions.UntilAsync(() => clock.Elapsed > TimeSpan.FromSeconds(0.3)); // thrice the silence that is borne
        execution.IsCompleted.ShouldBeFalse();
        release.SetResult();

        (await execution).Text.ShouldBe("ab");
    }

    [Fact]
    public async Task ExecuteAsync_CallerGoes_EndsTheCallAndBillsWhatCame()
    {
        await using var server = new ScriptedServer(static async connection =>
        {
            await connection.SendAsync(ScriptedServer.StreamHead + Chunk.Text("one two three"));
            await connection.UntilGoneAsync();
        });
        using var gone = new CancellationTokenSource();
        var sink = new ListSink();

        var execution = ExecuteAsync(server, sink, cancellationToken: gone.Token);
        await Conditions.UntilAsync(() => sink.Deltas.Count == 1);
        await gone.CancelAsync();
        var reply = await execution;

        (reply.Outcome, reply.Streamed, reply.OutputTokens, reply.TokensAreEstimated).ShouldBe((AttemptOutcome.Cancelled, true, 3, true));
        reply.InputTokens!.Value.ShouldBeGreaterThan(5);
        await Conditions.UntilAsync(() => server.Ended == 1);
    }

    internal static async Task<ModelReply> ExecuteAsync(
        ScriptedServer server,
        IAnswerSink? sink,
        string parameters = "{}",
        double seconds = 30,
        Action<EndpointOptions>? endpoint = null,
        CancellationToken cancellationToken = default)
    {
        using var market = new TestMarket(null, endpoint: options =>
        {
            options.BaseUrl = server.BaseUrl;
            endpoint?.Invoke(options);
        });
        var payload = TestMarket.Payload("""[{"role":"user","content":"Hi"}]""", instructions: null) with { Parameters = TestMarket.Json(parameters) };
        return await market.ExecuteAsync(TestMarket.Call(payload, seconds) with { Sink = sink }, cancellationToken);
    }
}
