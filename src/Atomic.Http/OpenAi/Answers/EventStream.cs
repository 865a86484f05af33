using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Atomic.Http.OpenAi.Answers;

/// <summary>Server-sent events (the WHATWG HTML standard, section 9.2), written into the response and sent with each flush.</summary>
/// <param name="context">The request.</param>
internal sealed class EventStream(HttpContext context) : IDisposable
{
    /// <summary>The media type.</summary>
    public const string ContentType = "text/event-stream; charset=utf-8";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly Utf8JsonWriter _writer = new(Stream.Null, Options);

    /// <summary>Whether the status is decided: from the first event on.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Decides the status and sends nothing yet. Whatever stands between must not hold events back.</summary>
    public void Start()
    {
        HasStarted = true;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = ContentType;
        context.Response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <summary>Writes an event.</summary>
    /// <param name="name">Its name; null: it has none.</param>
    /// <param name="state">What to write.</param>
    /// <param name="write">Writes it as JSON without line breaks.</param>
    /// <typeparam name="T">The type of what to write.</typeparam>
    public void Write<T>(string? name, T state, Action<Utf8JsonWriter, T> write)
    {
        var body = context.Response.BodyWriter;
        if (name is not null)
        {
            body.Write("event: "u8);
            Encoding.ASCII.GetBytes(name, body);
            body.Write("\n"u8);
        }

        body.Write("data: "u8);
        _writer.Reset(body);
        write(_writer, state);
        _writer.Flush();
        body.Write("\n\n"u8);
    }

    /// <summary>Writes the event that ends a stream of chunks.</summary>
    public void WriteDone() => context.Response.BodyWriter.Write("data: [DONE]\n\n"u8);

    /// <summary>Writes a comment, which clients pass over: so that nobody between takes a long silence for a dead connection.</summary>
    public void WriteKeepAlive() => context.Response.BodyWriter.Write(": keep-alive\n\n"u8);

    /// <summary>Sends what was written.</summary>
    public async ValueTask FlushAsync() => await context.Response.BodyWriter.FlushAsync(context.RequestAborted);

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
