using System.Net;
using Atomic.Client.Chat;
using Atomic.Client.Tests.Fixtures;
using Microsoft.Extensions.AI;

namespace Atomic.Client.Tests.Chat;

public sealed class AtomicFailoverTests
{
    private readonly RecordedWire _wire = new();
    private readonly RecordedWire _direct = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetResponse_AtomicUnreachable_AsksTheModelItself()
    {
        _wire.Fail(HttpRequestError.ConnectionError);
        _direct.Ok(Answers.Completion("""{"role":"assistant","content":"direct"}"""));
        using var chat = Failover();

        (await chat.GetResponseAsync("Hi", new ChatOptions { ModelId = "economy" }, Stop)).Text.ShouldBe("direct");

        _direct.Only.Body.ShouldContain("\"model\":\"gpt-direct\"", customMessage: "a name of Atomic's is none of the model's");
    }

    [Fact]
    public async Task GetResponse_AtomicRefuses_StaysRefused()
    {
        _wire.Answer(HttpStatusCode.PaymentRequired, """{"error":{"message":"No money left.","type":"insufficient_quota","code":"budget-exhausted"}}""");
        using var chat = Failover();

        (await Should.ThrowAsync<AtomicClientException>(chat.GetResponseAsync("Hi", cancellationToken: Stop))).Code.ShouldBe("budget-exhausted");

        _direct.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task GetStreamingResponse_BrokenAfterItBegan_IsNotBegunAnew()
    {
        _wire.Answer(HttpStatusCode.OK, $"data: {AuctionChatClientTests.Piece("bil")}\n\n", "text/event-stream");
        using var chat = Failover();

        var failure = await Should.ThrowAsync<AtomicClientException>(async () => await chat.GetStreamingResponseAsync("Hi", cancellationToken: Stop).ToChatResponseAsync(Stop));

        failure.Code.ShouldBe(AtomicClientException.StreamBroken);
        _direct.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task GetStreamingResponse_AtomicUnreachable_StreamsFromTheModel()
    {
        _wire.Fail(HttpRequestError.ConnectionError);
        _direct.Answer(HttpStatusCode.OK, AuctionChatClientTests.Stream(AuctionChatClientTests.Piece("direct"), AuctionChatClientTests.Last), "text/event-stream");
        using var chat = Failover();

        (await chat.GetStreamingResponseAsync("Hi", cancellationToken: Stop).ToChatResponseAsync(Stop)).Text.ShouldBe("direct");
    }

    [Fact]
    public async Task GetResponse_BothFail_IsTheModelsFailure()
    {
        _wire.Fail(HttpRequestError.ConnectionError);
        _direct.Answer(HttpStatusCode.Unauthorized, """{"error":{"message":"Wrong key.","type":"authentication_error","code":"invalid_api_key"}}""");
        using var chat = Failover();

        (await Should.ThrowAsync<AtomicClientException>(chat.GetResponseAsync("Hi", cancellationToken: Stop))).Message.ShouldBe("Wrong key.");
    }

    private AtomicFailoverChatClient Failover() => new(
        Clients.Chat(_wire, configure: static options => options.MaxRetries = 0),
        Clients.Chat(_direct, configure: static options => (options.MaxRetries, options.ChatModel) = (0, "gpt-direct")));
}
