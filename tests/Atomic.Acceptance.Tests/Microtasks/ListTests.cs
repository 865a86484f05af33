using System.Text.Json;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.Microtasks;

public sealed class ListTests(AcceptanceHost host) : MarketTest(host)
{
    [Fact]
    public async Task List_ByKindStatusAndTime_PagesThroughAllNewestFirst()
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add((await House.SubmitAsync(Request.Of(Stalls.Listed, TestRecording.Question(i)))).ShouldHaveEnded("succeeded")["id"]);
        var refused = (await House.SubmitAsync(Request.Of(Stalls.Listed, "x", """{"regions":["mars"]}"""))).ShouldHaveEnded("no-award")["id"];

        var since = Uri.EscapeDataString(before.ToString("yyyy-MM-ddTHH:mm:ssK"));
        (await IdsAsync($"kind={Stalls.Listed}&status=succeeded&since={since}")).ShouldBe(ids.AsEnumerable().Reverse());
        (await IdsAsync($"kind={Stalls.Listed}&status=no-award")).ShouldBe([refused]);
        (await IdsAsync($"kind={Stalls.Listed}")).ShouldBe(ids.Append(refused).Reverse());
        (await IdsAsync($"kind={Stalls.Listed}&status=cancelled")).ShouldBeEmpty();
        (await IdsAsync($"kind={Stalls.Listed}&since=2999-01-01")).ShouldBeEmpty();
    }

    private async Task<List<string>> IdsAsync(string filter)
    {
        var ids = new List<string>();
        string? continuation = null;
        do
        {
            var more = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
            var page = (await House.GetAsync($"api/microtasks?top=2&{filter}{more}")).ShouldBe(200);
            var items = page.Json.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("id").GetString()!).ToList();
            items.Count.ShouldBeLessThanOrEqualTo(2);
            ids.AddRange(items);
            continuation = page.Json.GetProperty("continuation") is { ValueKind: JsonValueKind.String } next ? next.GetString() : null;
            ids.Count.ShouldBeLessThan(100);
        }
        while (continuation is not null);
        return ids;
    }
}
