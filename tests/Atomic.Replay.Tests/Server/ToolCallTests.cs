using System.Text.Json.Nodes;

namespace Atomic.Replay.Tests.Server;

public sealed class ToolCallTests
{
    private const string Tools = """
        "tools":[{"type":"function","function":{"parameters":{"name":["no"]},"name":"lookup"}},{"type":"function","function":{"name":"refund"}}]
        """;

    [Theory]
    [InlineData("", "lookup")]
    [InlineData(""","tool_choice":"auto" """, "lookup")]
    [InlineData(""","tool_choice":{"type":"function","function":{"name":"refund"}}""", "refund")]
    public async Task Answer_Tools_CallsTheChosenOneOrTheFirst(string choice, string expected)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        var answer = JsonNode.Parse(await fixture.PostForTextAsync(ReplayServerFixture.Ask("Zürich \U0001F600?", more: $",{Tools}{choice}")))!["choices"]![0]!;

        ((string)answer["finish_reason"]!).ShouldBe("tool_calls");
        answer["message"]!["content"].ShouldBeNull();
        var call = answer["message"]!["tool_calls"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)call["type"]!).ShouldBe("function");
        ((string)call["id"]!).ShouldStartWith("call_");
        ((string)call["function"]!["name"]!).ShouldBe(expected);
        ((string)JsonNode.Parse((string)call["function"]!["arguments"]!)!["input"]!).ShouldBe("Zürich \U0001F600?");
    }

    [Theory]
    [InlineData(""","tools":[]""")]
    [InlineData(""","tools":null""")]
    [InlineData("," + Tools + ""","tool_choice":"none" """)]
    public async Task Answer_NoToolToCall_GivesTheRecordedText(string more)
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        var answer = JsonNode.Parse(await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", more: more)))!["choices"]![0]!;

        ((string)answer["message"]!["content"]!).ShouldBe("The red team — 3:1");
        ((string)answer["finish_reason"]!).ShouldBe("stop");
    }

    [Fact]
    public async Task Answer_ToolHasAnswered_GivesTheRecordedText()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();
        var body = $$"""
            {"model":"alpha",{{Tools}},"messages":[{"role":"user","content":"Who won?"},{"role":"assistant","content":null,"tool_calls":[]},
             {"role":"tool","tool_call_id":"call_1","content":"3:1"}]}
            """;

        ((string)JsonNode.Parse(await fixture.PostForTextAsync(body))!["choices"]![0]!["message"]!["content"]!).ShouldBe("The red team — 3:1");
    }

    [Fact]
    public async Task Stream_Tools_SendsNameThenArgumentsInPieces()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        var frames = ChatChoicesTests.Frames(await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", more: $",{Tools},\"stream\":true"))).ToList();

        var calls = frames.SelectMany(static frame => frame["choices"]![0]!["delta"]!["tool_calls"]?.AsArray() ?? []).ToList();
        ((string)calls[0]!["function"]!["name"]!).ShouldBe("lookup");
        calls.Skip(1).ShouldAllBe(static call => call!["id"] == null && (int)call["index"]! == 0);
        string.Concat(calls.Select(static call => (string)call!["function"]!["arguments"]!)).ShouldBe("""{"input":"Who won?"}""");
        ((string)frames[^1]["choices"]![0]!["finish_reason"]!).ShouldBe("tool_calls");
    }
}
