using System.Text.Json;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.Microtasks;

/// <summary>Prompt variants, and verified examples that some of them show.</summary>
public sealed class PromptTests(AcceptanceHost host) : MarketTest(host)
{
    private static readonly string First = Stall.First(Stalls.Prompted);

    [Fact]
    public async Task Submit_ToAVariant_IsAskedWithItsPromptAndExplained()
    {
        var id = (await AskAsync(40, "stepwise")).ShouldHaveEnded("succeeded")["id"];

        var explanation = (await House.ExplainAtAsync(id, "complete")).Json;
        var prompt = explanation.GetProperty("attempts").EnumerateArray().Single().GetProperty("prompt");
        (prompt.GetProperty("variant").GetString(), prompt.GetProperty("text").GetString()).ShouldBe(("stepwise", "Think first. {instructions}"));
        BidOf(explanation, $"{First}:stepwise").GetProperty("prompt").GetProperty("textHash").GetString().ShouldBe(prompt.GetProperty("textHash").GetString());
        (await House.GetAsync("api/market")).Json.GetProperty("bidders").EnumerateArray().Single(static bidder => bidder.GetProperty("id").GetString() == $"{First}:stepwise")
            .GetProperty("prompt").GetProperty("of").GetString().ShouldBe(First);
    }

    [Fact]
    public async Task Submit_AfterFeedback_ShowsTheExamplesThatMayBeShown()
    {
        var open = (await AskAsync(41, "stepwise")).ShouldHaveEnded("succeeded")["id"];
        var secret = (await House.SubmitAsync(Request.Of(Stalls.Prompted, TestRecording.Question(42), """{"demonstrations":false}"""))).ShouldHaveEnded("succeeded")["id"];
        var wrong = (await AskAsync(43, "stepwise")).ShouldHaveEnded("succeeded")["id"];
        foreach (var (id, score) in new[] { (open, 1), (secret, 1), (wrong, 0) })
        {
            await House.ExplainAtAsync(id, "complete");
            (await House.JudgeAsync(id, $$"""{"score":{{score}}}""")).ShouldBe(200);
        }

        // Only those who may be asked at all see an example: its own allow list named another bidder.
        (await AskAsync(44, "shown")).ShouldHaveEnded("no-award");
        var free = (await House.SubmitAsync(Request.Of(Stalls.Prompted, TestRecording.Question(45), """{"explore":false}"""))).ShouldHaveEnded("succeeded")["id"];
        await House.ExplainAtAsync(free, "complete");
        (await House.JudgeAsync(free, """{"score":1}""")).ShouldBe(200);

        var shown = (await AskAsync(46, "shown")).ShouldHaveEnded("succeeded")["id"];
        var attempt = (await House.ExplainAtAsync(shown, "complete")).Json.GetProperty("attempts").EnumerateArray().Single();
        attempt.GetProperty("prompt").GetProperty("demonstrations").EnumerateArray().Select(static example => example.GetProperty("microtaskId").GetString()).ShouldBe([free]);
        attempt.GetProperty("notes").EnumerateArray().Select(static note => note.GetString()!).ShouldContain(note => note.StartsWith("It was shown a verified example", StringComparison.Ordinal) && note.Contains(free));
        (await House.SubmitAsync(Request.Of(Stalls.Prompted, TestRecording.Question(47), $$"""{"allow":["{{First}}:shown"],"demonstrations":false}"""))).ShouldHaveEnded("no-award");
    }

    private Task<HouseAnswer> AskAsync(int question, string variant) =>
        House.SubmitAsync(Request.Of(Stalls.Prompted, TestRecording.Question(question), $$"""{"allow":["{{First}}:{{variant}}"]}"""));

    private static JsonElement BidOf(JsonElement explanation, string bidder) =>
        explanation.GetProperty("bids").EnumerateArray().Single(bid => bid.GetProperty("bidderId").GetString() == bidder);
}
