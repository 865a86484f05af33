namespace Atomic.Replay.Server;

/// <summary><c>GET /requests</c> shows the latest requests, a JSON line each; <c>POST /requests/clear</c> forgets them.</summary>
internal sealed class RequestLogEndpoint(RequestLog log)
{
    private const int FlushBytes = 32 * 1024;

    public async Task ListAsync(HttpContext http)
    {
        http.Response.ContentType = HttpAnswer.JsonLines;
        var buffer = AnswerBuffer.Rent();
        foreach (var request in log.Snapshot())
        {
            RequestLog.WriteLine(buffer, request);
            if (buffer.Written.Length < FlushBytes)
                continue;
            await http.Response.BodyWriter.WriteAsync(buffer.Written, http.RequestAborted);
            buffer.Clear();
        }

        await http.Response.BodyWriter.WriteAsync(buffer.Written, http.RequestAborted);
        buffer.Return();
    }

    public Task ClearAsync(HttpContext http)
    {
        log.Clear();
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
