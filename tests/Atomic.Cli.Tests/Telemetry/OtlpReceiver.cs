using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atomic.Cli.Tests.Telemetry;

/// <summary>A collector that takes OTLP over HTTP and keeps every byte of it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/v1/{signal}", async (HttpContext context, string signal) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue((signal, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
    }

    /// <summary>The variables that point a server at it.</summary>
    public Dictionary<string, string?> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _app.Urls.First(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=test",
    };

    /// <summary>All spans received.</summary>
    public IReadOnlyList<OtlpSpan> Spans => [.. Bodies("traces").SelectMany(OtlpSpan.ReadAll)];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>What came as one kind of signal, as text: strings stand in protobuf as they are.</summary>
    public string Text(string signal) => string.Concat(Bodies(signal).Select(Encoding.UTF8.GetString));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IEnumerable<byte[]> Bodies(string signal) => _received.Where(received => received.Path == signal).Select(static received => received.Body);
}
