using System.Text;
using System.Text.Json;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.OpenAi;

/// <summary>Streaming and durability: the award before the first token, the answer at the end, and nobody else's words in between.</summary>
/// <param name="server">The server.</param>
[Collection(OpenAiCollection.Name)]
public sealed class StreamDurabilityTests(OpenAiServer server)
{
    [Fact]
    public async Task Stream_FirstTokenIsThere_AwardIsInTheRecord()
    {
        await using var stream = await OpenAsync(OpenAiServer.HeldAward);
        await stream.ReadUntilAsync("two");

        var record = (await server.House.ExplainAsync(stream.MicrotaskId)).ShouldBe(200);
        record.Json.GetProperty("award").GetProperty("winnerId").GetString().ShouldBe(Stall.First(OpenAiServer.Held));
        record.Json.GetProperty("attempts").GetArrayLength().ShouldBe(1);
        stream.Header("x-atomic-bidder").ShouldBe(Stall.First(OpenAiServer.Held), "it is known before the first byte");
        server.Model.Release.SetResult(true);

        (await stream.ReadToEndAsync()).ShouldEndWith("data: [DONE]\n\n");
        (await server.House.EndOfAsync(stream.MicrotaskId)).ShouldHaveEnded("succeeded")["output"].ShouldBe(HeldModel.Answer);
    }

    [Fact]
    public async Task Stream_ModelBreaksOff_EndsWithAnErrorAndNobodyElseAnswers()
    {
        var before = server.Market.RequestsTo(Stall.Second(OpenAiServer.Held)).Count;
        await using var stream = await OpenAsync(OpenAiServer.HeldBreak);
        await stream.ReadUntilAsync("two");

        server.Model.Release.SetResult(false);

        var rest = await stream.ReadToEndAsync();
        rest.ShouldContain("data: {\"error\":{");
        rest.ShouldNotContain("[DONE]");
        var end = (await server.House.EndOfAsync(stream.MicrotaskId)).ShouldHaveEnded("failed");
        end["detail"].ShouldContain("passed on");
        server.Market.RequestsTo(Stall.Second(OpenAiServer.Held)).Count.ShouldBe(before, "once a token has gone out, no other bidder may answer");
    }

    [Fact]
    public async Task Stream_CallerHangsUp_CancelsTheMicrotaskAndTheModel()
    {
        var left = server.Model.Left;
        var stream = await OpenAsync(OpenAiServer.HeldLeave);
        await stream.ReadUntilAsync("two");

        await stream.DisposeAsync();

        (await server.House.EndOfAsync(stream.MicrotaskId)).ShouldHaveEnded("cancelled");
        await Eventually.HoldsAsync(() => server.Model.Left > left, "the model is hung up on as well");
    }

    [Fact]
    public async Task Kill_InTheMiddleOfAStream_KeepsTheAwardAndEndsAfterTheRestart()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        await using var stream = await OpenAsync(OpenAiServer.HeldKill);
        await stream.ReadUntilAsync("two");
        var asked = server.Model.Asked;

        await server.Process.KillAsync();
        server.Model.Release.SetResult(true);
        await server.Process.StartAsync();

        (await server.House.EndOfAsync(stream.MicrotaskId)).ShouldHaveEnded("succeeded")["output"].ShouldBe(HeldModel.Answer);
        server.Model.Asked.ShouldBe(asked + 1, "the attempt that was in flight is asked for again, once");
        var explanation = await server.House.ExplainAtAsync(stream.MicrotaskId, "complete");
        explanation.Json.GetProperty("attempts").EnumerateArray().ShouldHaveSingleItem().GetProperty("bidderId").GetString().ShouldBe(Stall.First(OpenAiServer.Held));
    }

    private async Task<HeldStream> OpenAsync(string kind)
    {
        AcceptanceHost.SkipUnlessLocal();
        server.Model.Hold();
        return await HeldStream.OpenAsync(server.Process.BaseUrl, kind);
    }

    /// <summary>A stream that is being read.</summary>
    private sealed class HeldStream : IAsyncDisposable
    {
        private readonly HttpClient _client;
        private readonly HttpResponseMessage _response;
        private readonly Stream _body;

        private HeldStream(HttpClient client, HttpResponseMessage response, Stream body) => (_client, _response, _body) = (client, response, body);

        public string MicrotaskId => Header("x-atomic-id");

        public static async Task<HeldStream> OpenAsync(Uri server, string kind)
        {
            var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };
            var body = JsonSerializer.Serialize(new { model = $"atomic/{kind}", stream = true, messages = new[] { new { role = "user", content = "Count." } } });
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions") { Content = HouseClient.Json(body) };
            request.Headers.Add("x-atomic-explore", "false");
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            ((int)response.StatusCode).ShouldBe(200);
            return new HeldStream(client, response, await response.Content.ReadAsStreamAsync());
        }

        public string Header(string name) => _response.Headers.GetValues(name).Single();

        public async Task ReadUntilAsync(string word)
        {
            using var limit = new CancellationTokenSource(Eventually.Bound);
            var (text, buffer) = (new StringBuilder(), new byte[4096]);
            while (!text.ToString().Contains(word, StringComparison.Ordinal))
            {
                var length = await _body.ReadAsync(buffer, limit.Token);
                length.ShouldBeGreaterThan(0, text.ToString());
                text.Append(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }

        public async Task<string> ReadToEndAsync()
        {
            using var limit = new CancellationTokenSource(Eventually.Bound);
            using var reader = new StreamReader(_body);
            return await reader.ReadToEndAsync(limit.Token);
        }

        public ValueTask DisposeAsync()
        {
            _response.Dispose();
            _client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
