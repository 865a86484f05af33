using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Atomic.Cli.Tests.Processes;

namespace Atomic.Cli.Tests.Telemetry;

/// <summary>What a whole server exports and logs, byte by byte.</summary>
public sealed class ExportTests : IDisposable
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";

    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task Serve_EveryWayToAnswerAndFail_ExportsAndLogsNoPayloadAndNoSecret()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM to send.");
        await using var collector = await OtlpReceiver.StartAsync();

        var log = await RunAllAsync(collector.Environment, TalkativeModels.Failing);

        foreach (var canary in Canaries.All)
        {
            collector.Text("traces").ShouldNotContain(canary);
            collector.Text("metrics").ShouldNotContain(canary);
            collector.Text("logs").ShouldNotContain(canary);
            log.ShouldNotContain(canary);
        }

        foreach (var signal in (string[])["traces", "metrics", "logs"])
            collector.Text(signal).ShouldNotContain(Canaries.Query);

        // That nothing was found says something only where something was sent.
        collector.Spans.Select(static span => span.Name).Distinct().Order(StringComparer.Ordinal).ShouldBe(
            ["POST", .. TalkativeModels.Failing.Append(TalkativeModels.Answers).Select(static model => $"chat {model}"),
             "GET /api/microtasks", "POST /api/microtasks", "POST /api/microtasks/{id}/feedback", "atomic.attempt", "atomic.award", "atomic.collect_bids", "atomic.settle", "atomic.submit"],
            ignoreOrder: true);
        foreach (var metric in (string[])["atomic.microtasks", "atomic.attempts", "atomic.cost", "gen_ai.client.operation.duration", "http.server.request.duration"])
            collector.Text("metrics").ShouldContain(metric);
        collector.Text("logs").ShouldContain("AttemptFailed");
        collector.Text("traces").ShouldContain("deployment.environment.name");
        log.ShouldContain("with rejected after 1 requests");
    }

    [Fact]
    public async Task Serve_PayloadsAreSwitchedOn_ExportsThemAndStillNoKey()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM to send.");
        await using var collector = await OtlpReceiver.StartAsync();

        // A key that an endpoint quotes in an answer would be part of the answer; one that it quotes in an error is not recorded.
        await RunAllAsync(collector.Environment, ["rejects", "fails"], "--set", "Atomic:Telemetry:RecordPayloads=true");

        var spans = collector.Text("traces");
        spans.ShouldContain(Canaries.Input);
        spans.ShouldContain(Canaries.Instructions);
        spans.ShouldContain(Canaries.Output);
        foreach (var attribute in (string[])["gen_ai.input.messages", "gen_ai.output.messages"])
            spans.ShouldContain(attribute);
        foreach (var signal in (string[])["traces", "metrics", "logs"])
            collector.Text(signal).ShouldNotContain(Canaries.ApiKey);
    }

    [Fact]
    public async Task Serve_CallerIsTraced_OneMicrotaskIsOneTraceUpToTheModel()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM to send.");
        await using var collector = await OtlpReceiver.StartAsync();
        await using var models = await TalkativeModels.StartAsync();
        await using (var serve = await ServeAsync(models, collector.Environment))
        {
            using var client = await ClientAsync(serve);
            client.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
            await SubmitAsync(client, TalkativeModels.Answers, "succeeded");
            (await client.GetAsync(new Uri("/readyz", UriKind.Relative))).EnsureSuccessStatusCode();
            await StopAsync(serve);
        }

        var spans = collector.Spans.Where(static span => span.TraceId == TraceId).ToDictionary(static span => span.Name);
        spans.Keys.Order(StringComparer.Ordinal).ShouldBe(
            ["POST", "POST /api/microtasks", "atomic.attempt", "atomic.award", "atomic.collect_bids", "atomic.settle", "atomic.submit", "chat answers"]);
        spans["POST /api/microtasks"].ParentId.ShouldBe("00f067aa0ba902b7");
        spans["atomic.submit"].ParentId.ShouldBe(spans["POST /api/microtasks"].SpanId);
        foreach (var activity in (string[])["atomic.collect_bids", "atomic.award", "atomic.attempt", "atomic.settle"])
            spans[activity].ParentId.ShouldBe(spans["atomic.submit"].SpanId, activity);
        spans["chat answers"].ParentId.ShouldBe(spans["atomic.attempt"].SpanId);
        spans["chat answers"].Attributes.ShouldContain("atomic.microtask.id");
        spans["POST"].ParentId.ShouldBe(spans["chat answers"].SpanId);
        models.TraceParents.ShouldHaveSingleItem().ShouldBe($"00-{TraceId}-{spans["POST"].SpanId}-01");
        collector.Text("traces").ShouldNotContain("/readyz");
    }

    [Fact]
    public async Task Serve_CallerIsNotSampled_NothingOfItsTraceIsExported()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM to send.");
        await using var collector = await OtlpReceiver.StartAsync();
        await using var models = await TalkativeModels.StartAsync();
        await using (var serve = await ServeAsync(models, collector.Environment))
        {
            using var client = await ClientAsync(serve);
            client.DefaultRequestHeaders.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-00");
            await SubmitAsync(client, TalkativeModels.Answers, "succeeded");
            await StopAsync(serve);
        }

        collector.Spans.Select(static span => span.Name).ShouldBeEmpty("what is below a span that is not sampled begins no trace of its own");
        models.TraceParents.ShouldHaveSingleItem().ShouldStartWith($"00-{TraceId}-");
        models.TraceParents.Single().ShouldEndWith("-00");
        collector.Text("metrics").ShouldContain("atomic.microtasks");
    }

    [Fact]
    public async Task Serve_CollectorIsAway_WorksStopsSoonAndSaysNothingOfIt()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM to send.");
        await using var models = await TalkativeModels.StartAsync();
        var nowhere = new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1", ["OTEL_BSP_SCHEDULE_DELAY"] = "10" };
        await using var serve = await ServeAsync(models, nowhere);
        using var client = await ClientAsync(serve);
        for (var i = 0; i < 20; i++)
            await SubmitAsync(client, TalkativeModels.Answers, "succeeded");

        var clock = System.Diagnostics.Stopwatch.StartNew();
        await StopAsync(serve);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        serve.Errors.ShouldNotContain("127.0.0.1:1");
        serve.Errors.ShouldNotContain("OpenTelemetry");
    }

    [Fact]
    public async Task Serve_BadCollectorAddress_IsOneSentenceAndNoStackTrace()
    {
        await using var models = await TalkativeModels.StartAsync();
        _folder.Write("atomic.json", models.Configuration());
        await using var serve = AtomicProcess.Start(
            _folder.Path, new Dictionary<string, string?> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "collector" }, ["serve", "--urls", "http://127.0.0.1:0"]);

        (await serve.ExitAsync()).ShouldBe(2);

        serve.Errors.ShouldBe("atomic: OTEL_EXPORTER_OTLP_ENDPOINT is no http or https URL; set it to the collector's address, for instance http://localhost:4317.");
    }

    [Fact]
    public async Task Serve_JsonLog_IsJsonLineByLine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM to send.");
        await using var models = await TalkativeModels.StartAsync();
        await using var serve = await ServeAsync(models, new Dictionary<string, string?>(), "--set", "Atomic:Logging:Format=json");
        using var client = await ClientAsync(serve);

        await SubmitAsync(client, "fails", "failed");
        var line = await serve.HearAsync("\"EventId\":5005");
        await StopAsync(serve);

        using var json = JsonDocument.Parse(line);
        json.RootElement.GetProperty("State").GetProperty("Outcome").GetString().ShouldBe("server-error");
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> RunAllAsync(Dictionary<string, string?> environment, IReadOnlyList<string> failing, params IReadOnlyList<string> arguments)
    {
        await using var models = await TalkativeModels.StartAsync();
        await using var serve = await ServeAsync(models, environment, ["--verbose", .. arguments]);
        using var client = await ClientAsync(serve);
        foreach (var model in failing)
            await SubmitAsync(client, model, "failed");
        var id = await SubmitAsync(client, TalkativeModels.Answers, "succeeded", Canaries.IdempotencyKey);
        var feedback = await client.PostAsync(new Uri($"/api/microtasks/{id}/feedback", UriKind.Relative), Json(new { score = 0, label = Canaries.Output, comment = Canaries.Comment }));
        feedback.IsSuccessStatusCode.ShouldBeTrue(await feedback.Content.ReadAsStringAsync());
        (await client.PostAsync(new Uri("/api/microtasks", UriKind.Relative), Json(new { kind = "answers", input = Canaries.Input, nonsense = Canaries.Tag }))).IsSuccessStatusCode.ShouldBeFalse();
        await client.GetAsync(new Uri($"/api/microtasks?kind={Canaries.Query}", UriKind.Relative));
        await StopAsync(serve);
        return serve.Errors;
    }

    private async Task<AtomicProcess> ServeAsync(TalkativeModels models, Dictionary<string, string?> environment, params IReadOnlyList<string> arguments)
    {
        _folder.Write("atomic.json", models.Configuration());
        var serve = AtomicProcess.Start(_folder.Path, environment, ["serve", "--urls", "http://127.0.0.1:0", "--json", .. arguments]);
        await serve.HearAsync("Ctrl-C stops");
        return serve;
    }

    private static async Task<HttpClient> ClientAsync(AtomicProcess serve)
    {
        using var started = JsonDocument.Parse(await serve.JsonAsync());
        var handler = new SocketsHttpHandler { ActivityHeadersPropagator = null };
        return new HttpClient(handler) { BaseAddress = new Uri(started.RootElement.GetProperty("urls")[0].GetString()!) };
    }

    private static async Task<string> SubmitAsync(HttpClient client, string kind, string status, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/microtasks", UriKind.Relative))
        {
            Content = Json(new
            {
                kind,
                instructions = Canaries.Instructions,
                input = Canaries.Input,
                outputSchema = new { type = "object", description = Canaries.Schema, properties = new { team = new { type = "string" } }, required = new[] { "team" } },
                tags = new { customer = Canaries.Tag },
            }),
        };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        using var json = JsonDocument.Parse(text);
        json.RootElement.GetProperty("status").GetString().ShouldBe(status, $"{kind}: {text}");
        return json.RootElement.GetProperty("id").GetString()!;
    }

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static async Task StopAsync(AtomicProcess serve)
    {
        await serve.SignalAsync("TERM");
        (await serve.ExitAsync()).ShouldBe(0, serve.Errors);
    }
}
