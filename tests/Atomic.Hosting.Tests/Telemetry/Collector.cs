using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atomic.Hosting.Tests.Telemetry;

/// <summary>Takes what both exporters send, and keeps it as text by path.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string Body)> _received = new();

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/{**path}", TakeAsync);
    }

    public string Url => _app.Urls.First();

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._app.StartAsync();
        return collector;
    }

    public string Text(string path) => string.Join('\n', _received.Where(received => received.Path == path).Select(static received => received.Body));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var isZipped = context.Request.Headers.ContentEncoding == "gzip";
        await using var stream = isZipped ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        using var body = new MemoryStream();
        await stream.CopyToAsync(body);
        _received.Enqueue((context.Request.Path.Value!, Encoding.UTF8.GetString(body.ToArray())));
        if (context.Request.Path.Value!.EndsWith("/track", StringComparison.Ordinal))
            await context.Response.WriteAsync("""{"itemsReceived":1,"itemsAccepted":1,"errors":[]}""");
    }
}
