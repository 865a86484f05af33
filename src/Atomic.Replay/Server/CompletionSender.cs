using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Server;

/// <summary>Sends a completion, or what is to go wrong with it, after the time that it is to take.</summary>
/// <param name="clock">The clock of the waits.</param>
/// <param name="stopping">Cancelled when the server stops: nothing waits on then.</param>
internal sealed class CompletionSender(TimeProvider clock, CancellationToken stopping)
{
    private static readonly byte[] GatewayPage = "<html><body><h1>502 Bad Gateway</h1></body></html>\n"u8.ToArray();
    private static readonly byte[] GatewayFrame = "data: <html><body><h1>502 Bad Gateway</h1></body></html>\n\n"u8.ToArray();
    private static readonly double MostWaitMs = TimeSpan.FromDays(1).TotalMilliseconds;

    /// <exception cref="OperationCanceledException">The client went away, or the server stops.</exception>
    public async Task SendAsync(
        HttpContext http, ChatRequest request, Completion completion, DrawnBehaviour drawn, int retryAfterSeconds, double perTokenMs)
    {
        var wholeMs = drawn.FirstTokenMs + (perTokenMs * completion.Answer.OutputTokens);
        switch (drawn.Fault)
        {
            case ReplayFault.Hang:
                await WaitAsync(http, Timeout.InfiniteTimeSpan);
                break;
            case ReplayFault.RateLimit:
                // At once: a gateway refuses before any model works.
                http.Response.Headers.RetryAfter = retryAfterSeconds.ToString();
                await HttpAnswer.SendAsync(http, OpenAIError.RateLimit);
                break;
            case ReplayFault.Error:
                await WaitAsync(http, wholeMs);
                await HttpAnswer.SendAsync(http, OpenAIError.ServerError);
                break;
            case ReplayFault.MalformedBody:
                await WaitAsync(http, wholeMs);
                await SendMalformedAsync(http, request, completion, drawn.Variant);
                break;
            default:
                if (request.Stream)
                    await StreamAsync(http, request, completion, drawn.FirstTokenMs, perTokenMs);
                else
                    await SendWholeAsync(http, completion, wholeMs);
                break;
        }
    }

    private async Task SendWholeAsync(HttpContext http, Completion completion, double wholeMs)
    {
        if (wholeMs > 0)
            await WaitAsync(http, wholeMs);
        var buffer = AnswerBuffer.Rent();
        CompletionWriter.Write(buffer, completion);
        await HttpAnswer.SendAsync(http, StatusCodes.Status200OK, HttpAnswer.Json, buffer);
    }

    private async Task StreamAsync(HttpContext http, ChatRequest request, Completion completion, double firstTokenMs, double perTokenMs)
    {
        if (firstTokenMs > 0)
            await WaitAsync(http, firstTokenMs);

        StartStream(http);
        var buffer = AnswerBuffer.Rent();
        if (perTokenMs > 0)
        {
            await WritePacedAsync(http, buffer, request, completion, perTokenMs);
        }
        else
        {
            WriteFrames(buffer, request, completion);
            await http.Response.BodyWriter.WriteAsync(buffer.Written, http.RequestAborted);
        }

        buffer.Return();
    }

    private async Task WritePacedAsync(HttpContext http, AnswerBuffer buffer, ChatRequest request, Completion completion, double perTokenMs)
    {
        var content = completion.Content;
        var perPieceMs = perTokenMs * completion.Answer.OutputTokens / Math.Max(1, ContentPieces.Count(content));
        CompletionWriter.WriteRoleFrame(buffer, completion, request.IncludeUsage);
        for (var start = 0; start < content.Length;)
        {
            await FlushAsync();
            await WaitAsync(http, perPieceMs);
            var length = ContentPieces.NextLength(content.AsSpan(start));
            CompletionWriter.WriteContentFrame(buffer, completion, content.AsSpan(start, length), request.IncludeUsage);
            start += length;
        }

        WriteEnd(buffer, request, completion);
        await FlushAsync();

        async Task FlushAsync()
        {
            await http.Response.BodyWriter.WriteAsync(buffer.Written, http.RequestAborted);
            buffer.Clear();
        }
    }

    private static void WriteFrames(AnswerBuffer buffer, ChatRequest request, Completion completion)
    {
        CompletionWriter.WriteRoleFrame(buffer, completion, request.IncludeUsage);
        for (var rest = completion.Content.AsSpan(); !rest.IsEmpty;)
        {
            var length = ContentPieces.NextLength(rest);
            CompletionWriter.WriteContentFrame(buffer, completion, rest[..length], request.IncludeUsage);
            rest = rest[length..];
        }

        WriteEnd(buffer, request, completion);
    }

    private static void WriteEnd(AnswerBuffer buffer, ChatRequest request, Completion completion)
    {
        CompletionWriter.WriteFinishFrame(buffer, completion, request.IncludeUsage);
        if (request.IncludeUsage)
            CompletionWriter.WriteUsageFrame(buffer, completion);
        buffer.Write(CompletionWriter.Done);
    }

    private static async Task SendMalformedAsync(HttpContext http, ChatRequest request, Completion completion, bool variant)
    {
        var buffer = AnswerBuffer.Rent();
        if (request.Stream)
            WriteFrames(buffer, request, completion);
        else
            CompletionWriter.Write(buffer, completion);

        var half = buffer.Written[..(buffer.Written.Length / 2)];
        if (request.Stream)
        {
            StartStream(http);
            await http.Response.BodyWriter.WriteAsync(variant ? GatewayFrame : half, http.RequestAborted);
        }
        else
        {
            await HttpAnswer.SendAsync(http, StatusCodes.Status200OK, HttpAnswer.Json, variant ? GatewayPage : half);
        }

        buffer.Return();
    }

    private static void StartStream(HttpContext http)
    {
        http.Response.ContentType = HttpAnswer.EventStream;
        http.Response.Headers.CacheControl = "no-cache";
    }

    private Task WaitAsync(HttpContext http, double milliseconds) =>
        milliseconds > 0 ? WaitAsync(http, TimeSpan.FromMilliseconds(Math.Min(milliseconds, MostWaitMs))) : Task.CompletedTask;

    private async Task WaitAsync(HttpContext http, TimeSpan time)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await Task.Delay(time, clock, ends.Token);
    }
}
