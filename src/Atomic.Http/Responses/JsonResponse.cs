using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Responses;

/// <summary>Writes JSON answers with a <c>Content-Length</c>, into memory that is kept per thread.</summary>
internal static class JsonResponse
{
    /// <summary>The media type of plain JSON.</summary>
    public const string ContentType = "application/json; charset=utf-8";

    private const int InitialBytes = 4 * 1024;
    private const int MaxKeptBytes = 256 * 1024;

    // Answers are JSON with nosniff, never part of a page, so that letters beyond ASCII need no escapes.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Answers with what <paramref name="write"/> writes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="state">What to write.</param>
    /// <param name="write">Writes it.</param>
    /// <typeparam name="TState">The type of what to write.</typeparam>
    public static Task WriteAsync<TState>(
        HttpContext context, int status, string contentType, TState state, Action<Utf8JsonWriter, TState> write) =>
        WriteAsync(context, status, contentType, Serialize(state, write));

    /// <summary>Answers with those bytes.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="body">The body; copied before this returns.</param>
    public static Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        response.BodyWriter.Write(body.Span);
        return response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    /// <summary>What <paramref name="write"/> writes; valid until this thread serializes again.</summary>
    private static ReadOnlyMemory<byte> Serialize<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(InitialBytes);
        buffer.ResetWrittenCount();
        var writer = _writer ??= new Utf8JsonWriter(buffer, Options);
        writer.Reset(buffer);
        write(writer, state);
        writer.Flush();
        if (buffer.Capacity > MaxKeptBytes) _buffer = null;
        return buffer.WrittenMemory;
    }
}
