namespace Atomic.Replay.Server;

/// <summary>Sends what was composed in a buffer.</summary>
internal static class HttpAnswer
{
    public const string Json = "application/json";
    public const string JsonLines = "application/jsonl";
    public const string EventStream = "text/event-stream; charset=utf-8";

    /// <summary>Sends the buffer as the whole answer and gives it back to the pool.</summary>
    public static async Task SendAsync(HttpContext http, int status, string contentType, AnswerBuffer buffer)
    {
        await SendAsync(http, status, contentType, buffer.Written);
        buffer.Return();
    }

    /// <summary>Sends these bytes as the whole answer.</summary>
    public static async ValueTask SendAsync(HttpContext http, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
    }

    public static Task SendAsync(HttpContext http, OpenAIError error)
    {
        var buffer = AnswerBuffer.Rent();
        error.Write(buffer);
        return SendAsync(http, error.Status, Json, buffer);
    }
}
