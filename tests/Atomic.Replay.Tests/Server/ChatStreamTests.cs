using System.Net;
using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Tests.Server;

public sealed class ChatStreamTests
{
    private const string Head = """data: {"id":"chatcmpl-e4d971771b652c20","object":"chat.completion.chunk","created":1767323045,"model":"maker/beta","system_fingerprint":"fp_atomic_replay","choices":[""";

    [Fact]
    public async Task Stream_UsageAsked_SendsTheExactFrames()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        using var response = await fixture.PostAsync(
            ReplayServerFixture.Ask("Who won?", "maker/beta", ""","stream":true,"stream_options":{"include_usage":true}"""));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream; charset=utf-8");
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            Head + """{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}],"usage":null}""" + "\n\n"
            + Head + """{"index":0,"delta":{"content":"Blue"},"logprobs":null,"finish_reason":null}],"usage":null}""" + "\n\n"
            + Head + """{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}""" + "\n\n"
            + Head + """],"usage":{"prompt_tokens":12,"completion_tokens":2,"total_tokens":14}}""" + "\n\n"
            + "data: [DONE]\n\n");
    }

    [Fact]
    public async Task Stream_UsageNotAsked_HasNoUsageAtAll()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        var text = await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", "maker/beta", ",\"stream\":true"));

        text.ShouldBe(
            Head + """{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}]}""" + "\n\n"
            + Head + """{"index":0,"delta":{"content":"Blue"},"logprobs":null,"finish_reason":null}]}""" + "\n\n"
            + Head + """{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}""" + "\n\n"
            + "data: [DONE]\n\n");
    }

    [Fact]
    public async Task Stream_TimePerToken_IsPacedOverThePieces()
    {
        var clock = new ImmediateClock();
        await using var fixture = await ReplayServerFixture.StartAsync(new ReplayBehaviour { LatencyMsP50 = 40, LatencyMsPerOutputToken = 10 }, clock);

        var text = await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", more: ",\"stream\":true"));

        // "The", " red", " team", " —", " 3:1": five pieces share six tokens of 10 ms.
        text.ShouldContain("""{"content":" red"}""");
        text.ShouldEndWith("data: [DONE]\n\n");
        clock.Waits.Select(wait => wait.TotalMilliseconds).ShouldBe([40, 12, 12, 12, 12, 12]);
    }

    [Fact]
    public async Task Stream_PacedAndNot_SendTheSameBytes()
    {
        await using var paced = await ReplayServerFixture.StartAsync(new ReplayBehaviour { LatencyMsPerOutputToken = 10 });
        await using var atOnce = await ReplayServerFixture.StartAsync();
        var body = ReplayServerFixture.Ask("Zürich \U0001F600?", more: ",\"stream\":true");

        (await paced.PostForTextAsync(body)).ShouldBe(await atOnce.PostForTextAsync(body));
    }
}
