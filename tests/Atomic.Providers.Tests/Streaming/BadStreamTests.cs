using System.Text;
using Atomic.Core.Decisions;
using Atomic.Providers.Streaming;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Streaming;

/// <summary>Streams that stop, never end, or are none: a clear reason, what came is billed, nothing hangs.</summary>
public sealed class BadStreamTests
{
    // What the system takes of a sender before anybody reads it.
    private const int InTheSockets = 16 * 1024 * 1024;
    private const string Subject = "Model 'small-7b' at endpoint 'gpu' ";

    public static TheoryData<string, AttemptOutcome, string, bool> Streams { get; } = new()
    {
        { Chunk.Text("one two"), AttemptOutcome.MalformedResponse, "closed its stream before its answer was complete.", true },
        { Chunk.Text("one two") + Chunk.Text("three").TrimEnd('\n'), AttemptOutcome.MalformedResponse, "closed its stream before its answer was complete.", true },
        { Chunk.Of(Chunk.Role) + Chunk.Done, AttemptOutcome.MalformedResponse, "ended its stream before its answer was complete.", false },
        { Chunk.Done, AttemptOutcome.MalformedResponse, "ended its stream before its answer was complete.", false },
        { "", AttemptOutcome.MalformedResponse, "sent an answer that is no chat completion; check Atomic:Market:Endpoints:gpu:BaseUrl.", false },
        { "<html><body>Sign in</body></html>", AttemptOutcome.MalformedResponse, "sent an answer that is no chat completion; check Atomic:Market:Endpoints:gpu:BaseUrl.", false },
        { Chunk.Text("one two") + "data: {\"id\":\n\n", AttemptOutcome.MalformedResponse, "sent a piece of its stream that is no JSON in UTF-8.", true },
        { Chunk.Text("one two") + "data: {} {}\n\n", AttemptOutcome.MalformedResponse, "sent a piece of its stream that is no JSON in UTF-8.", true },
        { Chunk.Text("one two") + Chunk.Text("\\ud800"), AttemptOutcome.MalformedResponse, "sent a piece of its stream that is no JSON in UTF-8.", true },
        { Chunk.Text("one two") + Chunk.Frame("""{"error":{"message":"secret","code":500}}"""), AttemptOutcome.ServerError, "told of an error of its own in the middle of its answer; see its log.", true },
        { Chunk.Frame("""{"error":{"message":"secret","code":"content_filter"}}"""), AttemptOutcome.Declined, "declined by its content filter in the middle of its answer.", false },
        { Chunk.Text("one two") + Chunk.End() + Chunk.Text("three"), AttemptOutcome.MalformedResponse, "went on after it had said that its answer was complete.", true },
        { Chunk.Text("one two") + Chunk.Text("three", index: 1), AttemptOutcome.MalformedResponse, "sent a choice that was not asked for.", true },
        { Chunk.Text("one two") + Chunk.Text("three", index: -1), AttemptOutcome.MalformedResponse, "sent a choice that was not asked for.", true },
        { Chunk.Text("one two") + Chunk.Of("""{"content":"theirs"}""", id: "c2"), AttemptOutcome.MalformedResponse, "sent pieces of another answer within its own.", true },
        { Chunk.Text("one two") + Chunk.Of("[1]"), AttemptOutcome.MalformedResponse, "sent a piece of its stream that is none of the protocol.", true },
        { Chunk.Of("""{"tool_calls":[7]}"""), AttemptOutcome.MalformedResponse, "sent a piece of its stream that is none of the protocol.", false },
        { Chunk.Of("""{"tool_calls":[{"index":100000,"function":{}}]}"""), AttemptOutcome.MalformedResponse, "sent a piece of its stream that is none of the protocol.", false },
    };

    [Theory]
    [MemberData(nameof(Streams))]
    public async Task ExecuteAsync_BadStream_IsToldAndWhatCameIsBilled(string stream, AttemptOutcome outcome, string detail, bool passedOn)
    {
        await using var server = ScriptedServer.Sending(ScriptedServer.StreamHead, stream);
        var sink = new ListSink();

        var reply = await StreamTests.ExecuteAsync(server, sink);

        (reply.Outcome, reply.Detail, reply.Streamed).ShouldBe((outcome, Subject + detail, passedOn));
        (sink.Deltas.Count > 0).ShouldBe(passedOn);
        reply.Requests.ShouldBe(1);
        reply.TokensAreEstimated.ShouldBe(passedOn);
        (reply.OutputTokens >= 2).ShouldBe(passedOn);
        reply.ToString().ShouldNotContain("secret");
    }

    public static TheoryData<string, string?> Oddities { get; } = new()
    {
        { "\uFEFF" + Chunk.Text("one two") + Chunk.End() + Chunk.Done, "one two" },
        { Chunk.Text("one two") + Chunk.End() + Chunk.End() + Chunk.Done, "one two" },
        { Chunk.Text("one two") + Chunk.End() + Chunk.Done + Chunk.Text("three") + "garbage", "one two" },
        { Chunk.Text("one two") + Chunk.End(), "one two" },
        { Chunk.Text("one two") + Chunk.End().TrimEnd('\n') + "\n\ndata: [DONE]", "one two" },
        { Chunk.Text("one two") + Chunk.Done, "one two" },
        { (Chunk.Text("one two") + Chunk.End() + Chunk.Done).Replace("\n", "\r\n", StringComparison.Ordinal), "one two" },
        { "event: message\nid: 7\nretry: 1\n" + Chunk.Text("one two") + Chunk.End() + Chunk.Done, "one two" },
        { Chunk.Frame("""{"id":"","model":"","choices":[],"prompt_filter_results":[]}""") + Chunk.Text("one two") + Chunk.End() + Chunk.Done, "one two" },
        { Chunk.Frame("7") + Chunk.Frame("[]") + Chunk.Frame("null") + Chunk.Text("one two") + Chunk.End() + Chunk.Done, "one two" },
        { Chunk.Text("one two") + Chunk.End() + Chunk.Frame("""{"choices":[],"usage":{"prompt_tokens":-1,"completion_tokens":1.5}}""") + Chunk.Done, "one two" },
        { Chunk.Frame("""{"choices":[{"delta":{"content":"one two"},"finish_reason":"eos"}]}"""), "one two" },
    };

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task ExecuteAsync_OddStreamThatIsWhole_IsTheAnswer(string stream, string? text)
    {
        await using var server = ScriptedServer.Sending(ScriptedServer.StreamHead, stream);

        var reply = await StreamTests.ExecuteAsync(server, new ListSink());

        (reply.Outcome, reply.Text, reply.InputTokens, reply.OutputTokens).ShouldBe((AttemptOutcome.Succeeded, text, null, null), reply.Detail);
    }

    [Fact]
    public async Task ExecuteAsync_InvalidUtf8_IsMalformed()
    {
        await using var server = new ScriptedServer(static async connection =>
        {
            await connection.SendAsync(ScriptedServer.StreamHead + Chunk.Text("one two"));
            await connection.SendAsync([.. Encoding.UTF8.GetBytes("""data: {"choices":[{"index":0,"delta":{"content":" """), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("\"}}]}\n\n")]);
        });

        var reply = await StreamTests.ExecuteAsync(server, new ListSink());

        (reply.Outcome, reply.Detail).ShouldBe((AttemptOutcome.MalformedResponse, Subject + "sent a piece of its stream that is no JSON in UTF-8."));
    }

    [Fact]
    public async Task ExecuteAsync_ChunkedBodyCutOff_IsUnreachableAndBilled()
    {
        var piece = Chunk.Text("one two");
        await using var server = ScriptedServer.Sending(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n", $"{piece.Length:x}\r\n{piece}\r\n", "ff\r\ndata: {");

        var reply = await StreamTests.ExecuteAsync(server, new ListSink());

        (reply.Outcome, reply.Streamed, reply.TokensAreEstimated).ShouldBe((AttemptOutcome.Unreachable, true, true));
        reply.Detail.ShouldBe(Subject + "broke off the connection in the middle of its answer; check that it runs.");
    }

    [Fact]
    public async Task ExecuteAsync_FallsSilent_TimesOutAndIsBilled()
    {
        await using var server = new ScriptedServer(static async connection =>
        {
            await connection.SendAsync(ScriptedServer.StreamHead + Chunk.Text("one two"));
            await connection.UntilGoneAsync();
        });

        var reply = await StreamTests.ExecuteAsync(server, new ListSink(), endpoint: static options => options.StreamIdleSeconds = 0.2);

        (reply.Outcome, reply.Streamed, reply.OutputTokens, reply.TokensAreEstimated).ShouldBe((AttemptOutcome.TimedOut, true, 2, true));
        reply.Detail.ShouldBe(Subject + "fell silent in the middle of its answer for 0.2 s, the endpoint's StreamIdleSeconds.");
        await Conditions.UntilAsync(() => server.Ended == 1);
    }

    [Fact]
    public async Task ExecuteAsync_HeadersThenNothing_TimesOut()
    {
        await using var server = new ScriptedServer(static async connection =>
        {
            await connection.SendAsync(ScriptedServer.StreamHead);
            await connection.UntilGoneAsync();
        });

        var reply = await StreamTests.ExecuteAsync(server, new ListSink(), endpoint: static options => options.StreamIdleSeconds = 0.2);

        (reply.Outcome, reply.Streamed, reply.OutputTokens).ShouldBe((AttemptOutcome.TimedOut, false, null));
    }

    [Theory]
    [InlineData(": still here\n\n")]
    [InlineData("data: {\"choices\":[]}\n\n")]
    [InlineData("x")]
    public async Task ExecuteAsync_NeverEnds_TimesOutAtTheCallsLimit(string drip)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.SendAsync(ScriptedServer.StreamHead + Chunk.Text("one two"));
            while (!connection.Stopping.IsCancellationRequested)
            {
                await connection.SendAsync(drip);
                await Task.Delay(20, connection.Stopping);
            }
        });

        var reply = await StreamTests.ExecuteAsync(server, new ListSink(), seconds: 0.7);

        (reply.Outcome, reply.Streamed, reply.OutputTokens).ShouldBe((AttemptOutcome.TimedOut, true, 2));
        reply.Detail.ShouldBe(Subject + "had not ended its answer after 0.7 s, the time that was left.");
    }

    [Fact]
    public async Task ExecuteAsync_CompleteButNeverClosed_IsTheAnswer()
    {
        await using var server = new ScriptedServer(static async connection =>
        {
            await connection.SendAsync(ScriptedServer.StreamHead + Chunk.Text("one two") + Chunk.End());
            await connection.UntilGoneAsync();
        });

        var reply = await StreamTests.ExecuteAsync(server, new ListSink(), endpoint: static options => options.StreamIdleSeconds = 0.2);

        (reply.Outcome, reply.Text).ShouldBe((AttemptOutcome.Succeeded, "one two"));
    }

    [Theory]
    [InlineData("data: ", "sent a piece of its stream of more than 4194304 bytes, which was not read.")]
    [InlineData("", "sent a stream of more than 67108864 bytes, the rest of which was not read.")]
    public async Task ExecuteAsync_EndlessLineOrEndlessPieces_StopsAtTheBound(string beginning, string detail)
    {
        var flood = Encoding.UTF8.GetBytes(beginning.Length > 0 ? new string('x', 1 << 20) : string.Concat(Enumerable.Repeat(Chunk.Frame("{\"choices\":[],\"x\":\"" + new string('x', 8_000) + "\"}"), 128)));
        var sent = 0L;
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.SendAsync(ScriptedServer.StreamHead + beginning);
            for (; Interlocked.Read(ref sent) < 2 * StreamLimits.MaxBytes; Interlocked.Add(ref sent, flood.Length))
                await connection.SendAsync(flood);
        });

        var reply = await StreamTests.ExecuteAsync(server, new ListSink());

        (reply.Outcome, reply.Detail).ShouldBe((AttemptOutcome.MalformedResponse, Subject + detail));
        Interlocked.Read(ref sent).ShouldBeLessThan(StreamLimits.MaxBytes + InTheSockets);
    }
}
