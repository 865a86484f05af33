using System.Text;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Acceptance.Tests.Markets;

namespace Atomic.Acceptance.Tests.BadInput;

/// <summary>Whatever is sent, the server never fails, blames the sender only by a problem that says why, and works afterwards.</summary>
public sealed class FuzzTests(AcceptanceHost host) : MarketTest(host)
{
    private const int Parallelism = 8;

    [Theory]
    [InlineData(101, 2_000)]
    [InlineData(102, 2_000)]
    public async Task Submit_GeneratedBodies_NeverFails(int seed, int count)
    {
        var statuses = new int[1_000];

        await Parallel.ForEachAsync(new GeneratedBodies(seed, Stalls.Fuzzed).Take(count), new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (body, _) =>
        {
            using var content = HouseClient.Json(body);
            var answer = await House.SendAsync(HttpMethod.Post, "api/microtasks", content, ("Prefer", "respond-async"));
            Interlocked.Increment(ref statuses[answer.Status]);
            ShouldBeHandled(answer, body);
        });

        // Both ways must have been tried, or the generator has lost its aim.
        statuses[202].ShouldBeGreaterThan(count / 50);
        statuses[400].ShouldBeGreaterThan(count / 10);
        statuses[422].ShouldBeGreaterThan(count / 100);
        await ShouldWorkAsync();
    }

    [Fact]
    public async Task Judge_GeneratedBodies_NeverFails()
    {
        var id = (await House.SubmitAsync(Request.Of(Stalls.Plain, TestRecording.Question(20)))).ShouldHaveEnded("succeeded")["id"];

        await Parallel.ForEachAsync(new GeneratedBodies(103, Stalls.Fuzzed).Take(300), new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (body, _) =>
        {
            using var content = HouseClient.Json(body);
            ShouldBeHandled(await House.SendAsync(HttpMethod.Post, $"api/microtasks/{id}/feedback", content), body);
        });

        await ShouldWorkAsync();
    }

    [Fact]
    public async Task Get_GeneratedQueries_NeverFails()
    {
        var random = new Random(104);
        string[] names = ["kind", "status", "since", "top", "continuation", "x", "%00", ""];
        string[] values = ["", "1", "-1", "0", "1000", "1001", "99999999999999999999", "plain", "running", "2026-01-01", "2026-13-01", "%00", "%ff", "'--", "AAAA", "%F0%9F%98%80", new('a', 2_000)];

        for (var i = 0; i < 400; i++)
        {
            var query = string.Join('&', Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"{names[random.Next(names.Length)]}={values[random.Next(values.Length)]}"));
            ShouldBeHandled(await House.GetAsync("api/microtasks?" + query), Encoding.UTF8.GetBytes(query));
        }
    }

    private static void ShouldBeHandled(HouseAnswer answer, byte[] sent)
    {
        var what = $"{answer.Status} {answer.Text} for {Convert.ToBase64String(sent.AsSpan(0, Math.Min(sent.Length, 4_000)))}";
        answer.Status.ShouldBeLessThan(500, what);
        if (answer.Status < 400)
            return;
        answer.MediaType.ShouldBe("application/problem+json", what);
        answer["type"].ShouldStartWith("urn:atomic:problem:", customMessage: what);
        answer["detail"].ShouldNotBeNullOrWhiteSpace(what);
        answer.Json.GetProperty("status").GetInt32().ShouldBe(answer.Status, what);
    }

    private async Task ShouldWorkAsync()
    {
        (await House.GetAsync("readyz")).ShouldBe(200);
        (await House.SubmitAsync(Request.Of(Stalls.Plain, TestRecording.Question(21)))).ShouldHaveEnded("succeeded")["output"].ShouldBe(TestRecording.Answer(21));
    }
}
