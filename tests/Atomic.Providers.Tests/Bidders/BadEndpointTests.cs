using System.IO.Compression;
using System.Text;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Configuration;
using Atomic.Providers.Tests.Fixtures;

namespace Atomic.Providers.Tests.Bidders;

/// <summary>Answers that are none, over real sockets: a clear reason, nothing thrown, nothing hung, memory bounded.</summary>
public sealed class BadEndpointTests
{
    private const string Subject = "Model 'small-7b' at endpoint 'gpu' ";
    private const string NoCompletion = "sent an answer that is no chat completion; check Atomic:Market:Endpoints:gpu:BaseUrl.";

    public static TheoryData<string, AttemptOutcome, string> Bodies { get; } = new()
    {
        { """{"error":{"message":"secret","type":"x","code":null}}""", AttemptOutcome.ServerError, "told of an error of its own in place of an answer (HTTP 200); see its log." },
        { """{"error":{"message":"secret","code":"content_filter"}}""", AttemptOutcome.Declined, "declined by its content filter in place of an answer (HTTP 200)." },
        { """{"error":"secret"}""", AttemptOutcome.ServerError, "told of an error of its own in place of an answer (HTTP 200); see its log." },
        { "<!doctype html><title>Sign in</title>", AttemptOutcome.MalformedResponse, NoCompletion },
        { """{"id":"c","choices":null}""", AttemptOutcome.MalformedResponse, NoCompletion },
        { """{"id":"c","choices":[7]}""", AttemptOutcome.MalformedResponse, NoCompletion },
        { """{"choices":[{"message":{"content":"\ud800"}}]}""", AttemptOutcome.MalformedResponse, NoCompletion },
        { """{"choices":[{"message":{"content":"a"}}]} trailing""", AttemptOutcome.MalformedResponse, NoCompletion },
        { new string('[', 100_000), AttemptOutcome.MalformedResponse, NoCompletion },
        { """{"choices":[{"message":{"content":null}}]}""", AttemptOutcome.InvalidOutput, "answered without text." },
        { """{"choices":[{"message":{"content":7}}]}""", AttemptOutcome.InvalidOutput, "answered without text." },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task ExecuteAsync_BodyThatIsNoAnswer_IsTold(string body, AttemptOutcome outcome, string detail)
    {
        await using var server = ScriptedServer.Sending(LoopbackServer.Http("200 OK", body));

        var reply = await ExecuteAsync(server);

        (reply.Outcome, reply.Detail, reply.Requests).ShouldBe((outcome, Subject + detail, 1));
        reply.ToString().ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("""{"id":7,"model":"another-model","choices":[{"index":0,"message":{"content":"shipping"},"finish_reason":"stop"}]}""", "another-model")]
    [InlineData("""{"model":{},"choices":[{"message":{"content":"shipping"}}],"usage":[]}""", null)]
    [InlineData("""{"choices":[{"message":{"content":"shipping"}}],"usage":{"prompt_tokens":1e300,"completion_tokens":-1}}""", null)]
    [InlineData("""{"choices":[{"message":{"content":"shipping"}}],"usage":{"prompt_tokens":1.5,"completion_tokens":"9"}}""", null)]
    [InlineData("\uFEFF" + """{"choices":[{"message":{"content":"shipping"}}]}""", null)]
    public async Task ExecuteAsync_OddAnswer_IsTakenWithWhatItSaysOfItself(string body, string? model)
    {
        await using var server = ScriptedServer.Sending(LoopbackServer.Http("200 OK", body));

        var reply = await ExecuteAsync(server);

        (reply.Outcome, reply.Text, reply.ServedModel, reply.InputTokens, reply.OutputTokens).ShouldBe((AttemptOutcome.Succeeded, "shipping", model, null, null), reply.Detail);
    }

    [Fact]
    public async Task ExecuteAsync_InvalidUtf8_IsMalformed()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("""{"choices":[{"message":{"content":" """), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes("\"}}]}")];
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
            await connection.SendAsync(body);
        });

        (await ExecuteAsync(server)).Detail.ShouldBe(Subject + NoCompletion);
    }

    [Theory]
    [InlineData("Content-Length: 33554432")]
    [InlineData("Connection: close")]
    public async Task ExecuteAsync_EndlessBody_IsNotReadBeyondTheBound(string header)
    {
        var block = Encoding.UTF8.GetBytes(new string(' ', 1 << 20));
        var sent = 0;
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{header}\r\n\r\n");
            for (; Volatile.Read(ref sent) < 32; Interlocked.Increment(ref sent))
                await connection.SendAsync(block);
        });

        var reply = await ExecuteAsync(server);

        (reply.Outcome, reply.Detail).ShouldBe((AttemptOutcome.MalformedResponse, Subject + "sent an answer of more than 8388608 bytes, which was not read."));
        Volatile.Read(ref sent).ShouldBeLessThan(28, "megabytes that the server got rid of, those in the sockets included");
    }

    [Fact]
    public async Task ExecuteAsync_CompressedBomb_IsNotUnpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await gzip.WriteAsync(new byte[16 * 1024 * 1024], TestContext.Current.CancellationToken);
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.SendAsync($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {packed.Length}\r\n\r\n");
            await connection.SendAsync(packed.ToArray());
        });

        (await ExecuteAsync(server)).Detail.ShouldBe(Subject + NoCompletion);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"choices\":")]
    public async Task ExecuteAsync_NothingMoreComes_TimesOutAndLetsGo(string beginning)
    {
        await using var server = new ScriptedServer(async connection =>
        {
            await connection.SendAsync(beginning);
            await connection.UntilGoneAsync();
        });

        var reply = await ExecuteAsync(server, seconds: 0.4);

        (reply.Outcome, reply.Detail).ShouldBe((AttemptOutcome.TimedOut, Subject + "had not answered after 0.4 s, the time that was left."));
        await Conditions.UntilAsync(() => server.Ended == 1);
    }

    [Fact]
    public async Task ExecuteAsync_SlowDrip_TimesOutWithinTheRequestsLimit()
    {
        await using var server = new ScriptedServer(static async connection =>
        {
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n");
            while (!connection.Stopping.IsCancellationRequested)
            {
                await connection.SendAsync(" ");
                await Task.Delay(10, connection.Stopping);
            }
        });

        var reply = await ExecuteAsync(server, endpoint: static options => options.TimeoutSeconds = 0.4);

        (reply.Outcome, reply.Detail).ShouldBe((AttemptOutcome.TimedOut, Subject + "had not answered a request within Atomic:Market:Endpoints:gpu:TimeoutSeconds."));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"cho\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"choices\":")]
    [InlineData("HTTP/1.1 999999 OK\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n")]
    public async Task ExecuteAsync_ConnectionThatBreaksOff_IsUnreachable(string answer)
    {
        await using var server = ScriptedServer.Sending(answer);

        var reply = await ExecuteAsync(server);

        (reply.Outcome, reply.Detail).ShouldBe((AttemptOutcome.Unreachable, Subject + "closed the connection before it had answered; check that it runs."));
    }

    private static async Task<ModelReply> ExecuteAsync(ScriptedServer server, double seconds = 30, Action<EndpointOptions>? endpoint = null)
    {
        using var market = new TestMarket(null, endpoint: options =>
        {
            (options.BaseUrl, options.MaxRetries) = (server.BaseUrl, 0);
            endpoint?.Invoke(options);
        });
        return await market.ExecuteAsync(TestMarket.Call(seconds: seconds));
    }
}
