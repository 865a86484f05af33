using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Server;

/// <summary>Sends a completion, or what is to go wrong with it, after the time that it is to take.</summary>
/// <param name="faults">Sends what is no answer at all.</param>
internal sealed class CompletionSender(FaultSender faults)
{
    private static readonly byte[] GatewayPage = "<html><body><h1>502 Bad Gateway</h1></body></html>\n"u8.ToArray();
    private static readonly byte[] GatewayFrame = "data: <html><body><h1>502 Bad Gateway</h1></body></html>\n\n"u8.ToArray();

    /// <exception cref="OperationCanceledException">The client went away, or the server stops.</exception>
    public async Task SendAsync(
        HttpContext http, ChatRequest request, Completion completion, DrawnBehaviour drawn, int retryAfterSeconds, double perTokenMs)
    {
        var wholeMs = drawn.FirstTokenMs + (perTokenMs * completion.Answer.OutputTokens);
        if (await faults.TrySendAsync(http, drawn, retryAfterSeconds, wholeMs))
            return;

        if (drawn.Fault == ReplayFault.MalformedBody)
        {
            await faults.WaitAsync(http, wholeMs);
            await SendMalformedAsync(http, request, completion, drawn.Variant);
        }
        else if (request.Stream)
        {
            await StreamAsync(http, request, completion, drawn.FirstTokenMs, perTokenMs);
        }
        else
        {
            await SendWholeAsync(http, completion, wholeMs);
        }
    }

    private async Task SendWholeAsync(HttpContext http, Completion completion, double wholeMs)
    {
        if (wholeMs > 0)
            await faults.WaitAsync(http, wholeMs);
        var buffer = AnswerBuffer.Rent();
        CompletionWriter.Write(buffer, completion);
        await HttpAnswer.SendAsync(http, StatusCodes.Status200OK, HttpAnswer.Json, buffer);
    }

    private async Task StreamAsync(HttpContext http, ChatRequest request, Completion completion, double firstTokenMs, double perTokenMs)
    {
        if (firstTokenMs > 0)
            await faults.WaitAsync(http, firstTokenMs);

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
        var content = completion.Pieces;
        var perPieceMs = perTokenMs * completion.Answer.OutputTokens / Math.Max(1, ContentPieces.Count(content));
        CompletionWriter.WriteRoleFrames(buffer, completion, request.IncludeUsage);
        for (var start = 0; start < content.Length;)
        {
            await FlushAsync();
            await faults.WaitAsync(http, perPieceMs);
            var length = ContentPieces.NextLength(content.AsSpan(start));
            CompletionWriter.WritePieceFrames(buffer, completion, content.AsSpan(start, length), request.IncludeUsage);
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
        CompletionWriter.WriteRoleFrames(buffer, completion, request.IncludeUsage);
        for (var rest = completion.Pieces.AsSpan(); !rest.IsEmpty;)
        {
            var length = ContentPieces.NextLength(rest);
            CompletionWriter.WritePieceFrames(buffer, completion, rest[..length], request.IncludeUsage);
            rest = rest[length..];
        }

        WriteEnd(buffer, request, completion);
    }

    private static void WriteEnd(AnswerBuffer buffer, ChatRequest request, Completion completion)
    {
        CompletionWriter.WriteFinishFrames(buffer, completion, request.IncludeUsage);
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
}
