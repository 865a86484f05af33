using System.Text;
using System.Text.Json;
using Atomic.Http.Problems;

namespace Atomic.Http.Tests;

/// <summary>Whatever is sent, the server answers, blames the sender only by a problem that is in the table, and is healthy afterwards.</summary>
public sealed class FuzzTests : HttpTest
{
    private const int Parallelism = 8;
    private static readonly HashSet<string> Types = [.. ProblemTypes.All.Select(static type => type.Type)];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Post_GeneratedBodies_NeverFails(int seed)
    {
        var cases = RequestMutations.Generate(seed, 1500).Concat(RequestMutations.WrongTypesEverywhere()).ToList();

        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (body, _) =>
        {
            await ShouldAnswerAsync(HttpMethod.Post, "/api/microtasks", body);
        });

        await ShouldBeHealthyAsync();
    }

    [Fact]
    public async Task Post_GeneratedFeedback_NeverFails()
    {
        var path = $"/api/microtasks/{ScriptedService.FirstId}/feedback";

        await Parallel.ForEachAsync(RequestMutations.Generate(13, 500), new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (body, _) =>
        {
            await ShouldAnswerAsync(HttpMethod.Post, path, body);
        });

        await ShouldBeHealthyAsync();
    }

    [Fact]
    public async Task Post_ExtremeBodies_AreRefused()
    {
        byte[][] bodies =
        [
            Encoding.UTF8.GetBytes(new string('[', 10_000)),
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000))),
            Encoding.UTF8.GetBytes($$$"""{"kind":"k","input":{"a":{{{new string('[', 10_000)}}}{{{new string(']', 10_000)}}}}}"""),
            Encoding.UTF8.GetBytes($$$"""{"kind":"k","input":"x","policy":{"valueUsd":1{{{new string('0', 500_000)}}}}}"""),
            Encoding.UTF8.GetBytes($$"""{"kind":"k","input":"{{new string('x', 900_000)}}"}"""),
            Encoding.UTF8.GetBytes($$"""{"kind":"k","{{new string('x', 900_000)}}":"x"}"""),
            new byte[10 * 1024 * 1024],
            Encoding.UTF8.GetBytes($$"""{"kind":"k","input":"{{new string('x', 10 * 1024 * 1024)}}"}"""),
        ];

        foreach (var body in bodies) (await ShouldAnswerAsync(HttpMethod.Post, "/api/microtasks", body)).ShouldBeInRange(400, 499);
        await ShouldBeHealthyAsync();
    }

    [Fact]
    public async Task AnyRoute_GeneratedPathsAndHeaders_NeverFails()
    {
        var random = new Random(14);
        string[] parts = ["api", "microtasks", ScriptedService.FirstId, "explanation", "feedback", "%00", "%ff", "..", "%2e%2e", "~", "%20", "%C3%A9", "", "market", "?top=", "?kind=%00", "?%fe=%ff"];
        string[] headers = ["Prefer", "Accept", "Idempotency-Key", "If-None-Match", "x-request-id", "traceparent", "Content-Type", "Content-Encoding"];
        string[] values = ["", ",", ";;", "wait=", "wait=\"", "*/*;q=", "*/*;q=2", "\"", "W/\"", "a=b;q=0.1234", new string('x', 2000), "00-00000000000000000000000000000000-0000000000000000-00"];
        HttpMethod[] methods = [HttpMethod.Get, HttpMethod.Post, HttpMethod.Delete, HttpMethod.Put, HttpMethod.Options, new("BREW")];
        for (var i = 0; i < 1000; i++)
        {
            var path = "/" + string.Join('/', Enumerable.Range(0, random.Next(5)).Select(_ => parts[random.Next(parts.Length)]));
            var body = random.Next(2) == 0 ? null : Encoding.UTF8.GetBytes(Samples.Request);
            await ShouldAnswerAsync(methods[random.Next(methods.Length)], path, body, headers[random.Next(headers.Length)], values[random.Next(values.Length)]);
        }

        await ShouldBeHealthyAsync();
    }

    private async Task<int> ShouldAnswerAsync(HttpMethod method, string path, byte[]? body, string? header = null, string? value = null)
    {
        // Sent as it stands: the client must not tidy the path up.
        var uri = new Uri(Client.BaseAddress!.ToString().TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, uri);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        if (header is not null && !request.Headers.TryAddWithoutValidation(header, value)) request.Content?.Headers.TryAddWithoutValidation(header, value);
        using var response = await Client.SendAsync(request);
        var status = (int)response.StatusCode;
        var text = await response.Content.ReadAsStringAsync();
        var what = $"{method} {path} {header}: {value} {(body is null ? "" : Convert.ToHexString(body.AsSpan(0, Math.Min(body.Length, 300))))} -> {status} {text}";
        status.ShouldBeLessThan(500, what);

        // A request line that Kestrel itself refuses has no body: such requests reach no route.
        if (status >= 400 && !(status == 400 && text.Length == 0))
        {
            using var problem = JsonDocument.Parse(text);
            Types.ShouldContain(problem.RootElement.GetProperty("type").GetString()!, what);
        }

        return status;
    }

    private async Task ShouldBeHealthyAsync()
    {
        using var health = await GetAsync("/healthz");
        ((int)health.StatusCode).ShouldBe(200);
        using var work = await PostAsync("/api/microtasks", Samples.Request);
        ((int)work.StatusCode).ShouldBe(200);
    }
}
