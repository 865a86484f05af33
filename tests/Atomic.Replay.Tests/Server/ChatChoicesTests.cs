using System.Net;
using System.Text.Json.Nodes;

namespace Atomic.Replay.Tests.Server;

public sealed class ChatChoicesTests
{
    [Fact]
    public async Task Answer_SeveralChoices_GivesTheRecordedTextAsOftenAndBillsEach()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        var answer = JsonNode.Parse(await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", "maker/beta", ",\"n\":3")))!;

        answer["choices"]!.AsArray().Select(static choice => ((int)choice!["index"]!, (string)choice["message"]!["content"]!))
            .ShouldBe([(0, "Blue"), (1, "Blue"), (2, "Blue")]);
        answer["usage"]!.ToJsonString().ShouldBe("""{"prompt_tokens":12,"completion_tokens":6,"total_tokens":18}""");
    }

    [Fact]
    public async Task Stream_SeveralChoices_Interleaves()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        var text = await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", more: ",\"n\":2,\"stream\":true"));

        var pieces = Frames(text).Select(static frame => frame["choices"]![0]!)
            .Select(static choice => $"{choice["index"]}:{choice["delta"]!["content"]}{choice["finish_reason"]}");
        pieces.ShouldBe(["0:", "1:", "0:The", "1:The", "0: red", "1: red", "0: team", "1: team", "0: —", "1: —", "0: 3:1", "1: 3:1", "0:stop", "1:stop"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("129")]
    [InlineData("1.5")]
    [InlineData("\"2\"")]
    [InlineData("[1]")]
    public async Task Answer_WrongNumberOfChoices_IsRefused(string choices)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        using var response = await fixture.PostAsync(ReplayServerFixture.Ask("Who won?", more: $",\"n\":{choices}"));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("'n'");
    }

    internal static IEnumerable<JsonNode> Frames(string stream) => stream.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .Where(static frame => frame != "data: [DONE]")
        .Select(static frame => JsonNode.Parse(frame["data: ".Length..])!);
}
