using System.Net;
using System.Security.Cryptography;
using System.Text;
using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Tests.Server;

public sealed class RequestLogTests
{
    private static readonly string Question = ReplayServerFixture.Ask("Who won?");
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData("Who won?"u8));

    private static readonly string FirstLine =
        $$"""{"ordinal":1,"time":"2026-01-02T03:04:05+00:00","model":"alpha","idempotencyKey":"k1","inputHash":"{{Hash}}","status":200}""" + "\n";

    [Fact]
    public async Task Requests_AfterSomeRequests_ShowsTheirExactLinesUntilCleared()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();
        await fixture.PostForTextAsync(Question, "k1");
        await fixture.PostForTextAsync("{");
        await fixture.PostForTextAsync(ReplayServerFixture.Ask("Who won?", "gamma"));

        (await fixture.Client.GetStringAsync("requests")).ShouldBe(
            FirstLine
            + """{"ordinal":2,"time":"2026-01-02T03:04:05+00:00","model":null,"idempotencyKey":null,"inputHash":null,"status":400}""" + "\n"
            + $$"""{"ordinal":3,"time":"2026-01-02T03:04:05+00:00","model":"gamma","idempotencyKey":null,"inputHash":"{{Hash}}","status":404}""" + "\n");

        using var cleared = await fixture.Client.PostAsync("requests/clear", null);
        cleared.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await fixture.Client.GetStringAsync("requests")).ShouldBe("");
    }

    [Fact]
    public async Task LogFile_AtTheAnswer_HasTheLine()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("log/requests.jsonl");
        await using var fixture = await ReplayServerFixture.StartAsync(options => options with { RequestLogPath = path });

        using var response = await fixture.PostAsync(Question, "k1");

        ReadShared(path).ShouldBe(FirstLine);
    }

    [Fact]
    public async Task LogFile_WhileTheModelStillThinks_HasTheLine()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("requests.jsonl");
        string? seenBeforeTheAnswer = null;
        var clock = new ImmediateClock { BeforeFiring = () => seenBeforeTheAnswer = ReadShared(path) };
        await using var fixture = await ReplayServerFixture.StartAsync(options =>
        {
            options.Behaviours.Set("alpha", new ReplayBehaviour { LatencyMsP50 = 1000 });
            return options with { RequestLogPath = path, TimeProvider = clock };
        });

        await fixture.PostForTextAsync(Question, "k1");

        seenBeforeTheAnswer.ShouldBe(FirstLine);
    }

    [Fact]
    public async Task LogFile_ServerStartedAgain_IsAppendedTo()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("requests.jsonl");
        for (var run = 0; run < 2; run++)
        {
            await using var fixture = await ReplayServerFixture.StartAsync(options => options with { RequestLogPath = path });
            await fixture.PostForTextAsync(Question, "k1");
        }

        ReadShared(path).ShouldBe(FirstLine + FirstLine);
    }

    [Fact]
    public async Task LogFile_ManyAtOnce_HasWholeLines()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("requests.jsonl");
        await using var fixture = await ReplayServerFixture.StartAsync(options => options with { RequestLogPath = path });

        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => fixture.PostForTextAsync(Question, $"k{number}")));

        var lines = ReadShared(path).TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(200);
        lines.ShouldAllBe(line => line.StartsWith("{\"ordinal\":", StringComparison.Ordinal) && line.EndsWith("\"status\":200}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_MoreThanTheCapacity_KeepsTheLatest()
    {
        await using var fixture = await ReplayServerFixture.StartAsync(options => options with { RequestLogCapacity = 2 });
        for (var i = 0; i < 3; i++)
            await fixture.PostForTextAsync(Question);

        fixture.Server.Requests.Select(request => request.Ordinal).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task Requests_LongKey_IsCut()
    {
        await using var fixture = await ReplayServerFixture.StartAsync();

        await fixture.PostForTextAsync(Question, new string('k', 1000));

        fixture.Server.Requests[0].IdempotencyKey!.Length.ShouldBe(256);
    }

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
