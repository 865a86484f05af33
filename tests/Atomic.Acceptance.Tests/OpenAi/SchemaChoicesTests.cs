using System.Text.Json;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.OpenAi;

/// <summary>Several choices under a JSON Schema: each of them meets it, or the call ends in an error that says why.</summary>
/// <param name="server">The server.</param>
[Collection(OpenAiCollection.Name)]
public sealed class SchemaChoicesTests(OpenAiServer server)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Chat_SeveralChoices_EachMeetsTheSchema(bool stream)
    {
        var answer = (await AskAsync(TestRecording.Invoice, stream)).ShouldBe(200);

        TextsOf(answer, stream).ShouldBe(["""{"team":"billing"}""", """{"team":"billing"}"""]);
    }

    [Fact]
    public async Task Chat_SeveralChoicesInProse_EndsInAnError()
    {
        var answer = (await AskAsync(TestRecording.Question(25), stream: false)).ShouldBe(502);

        var error = answer.Json.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("attempts_failed");
        error.GetProperty("message").GetString()!.ShouldContain("JSON");
    }

    private async Task<HouseAnswer> AskAsync(string input, bool stream)
    {
        AcceptanceHost.SkipUnlessLocal();
        var body = $$$"""
            {"model":"{{{Stall.First(OpenAiServer.Chat)}}}","n":2,"stream":{{{(stream ? "true" : "false")}}},"messages":[{"role":"user","content":"{{{input}}}"}],
             "response_format":{"type":"json_schema","json_schema":{"name":"routing","schema":{{{Request.TeamSchema}}} } } }
            """;
        return await server.House.SendAsync(HttpMethod.Post, "v1/chat/completions", HouseClient.Json(body));
    }

    private static string[] TextsOf(HouseAnswer answer, bool stream)
    {
        if (!stream)
            return [.. answer.Json.GetProperty("choices").EnumerateArray().Select(static choice => choice.GetProperty("message").GetProperty("content").GetString()!)];
        var chunks = answer.Text.Split("\n\n").Where(static frame => frame.StartsWith("data: {", StringComparison.Ordinal)).Select(static frame => JsonSerializer.Deserialize<JsonElement>(frame[6..]));
        var pieces = chunks.SelectMany(static chunk => chunk.GetProperty("choices").EnumerateArray()).ToLookup(
            static choice => choice.GetProperty("index").GetInt32(),
            static choice => choice.GetProperty("delta").TryGetProperty("content", out var text) ? text.GetString() : "");
        return [.. pieces.OrderBy(static choice => choice.Key).Select(static choice => string.Concat(choice))];
    }
}
