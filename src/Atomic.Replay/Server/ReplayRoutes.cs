namespace Atomic.Replay.Server;

/// <summary>
/// The server's routes. A switch over eight paths needs no routing middleware, which leaves more of the machine to the server under test.
/// </summary>
internal sealed class ReplayRoutes(
    ChatEndpoint chat, EmbeddingEndpoint embeddings, BehaviourEndpoint behaviours, RequestLogEndpoint requests, ServedModels models, long started)
{
    private static readonly byte[] Healthy = """{"status":"ok"}"""u8.ToArray();

    private int _inFlight;

    /// <summary>How many requests are being answered.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Answers a request; every failure becomes an error answer, or the end of the connection where the answer has begun.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref _inFlight);
        try
        {
            await RouteAsync(http);
        }
        catch (OperationCanceledException)
        {
            // The client is gone or the server stops: there is nobody to answer.
            http.Abort();
        }
        catch (BadHttpRequestException error) when (!http.Response.HasStarted)
        {
            await HttpAnswer.SendAsync(http, OpenAIError.Of(error));
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            // Such as a full disk under the request log. With logging off, the answer is where it can be seen.
            await HttpAnswer.SendAsync(http, OpenAIError.ServerError with { Message = $"The replay server failed: {error.Message}", Code = "replay_failed" });
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private Task RouteAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        var method = http.Request.Method;
        if (HttpMethods.IsPost(method))
        {
            return path switch
            {
                "/v1/chat/completions" => chat.AnswerAsync(http),
                "/v1/embeddings" => embeddings.AnswerAsync(http),
                "/requests/clear" => requests.ClearAsync(http),
                _ => HttpAnswer.SendAsync(http, OpenAIError.UnknownRoute),
            };
        }

        if (path.StartsWith(BehaviourEndpoint.Path, StringComparison.Ordinal) && (HttpMethods.IsPut(method) || HttpMethods.IsGet(method)))
            return behaviours.AnswerAsync(http, path[BehaviourEndpoint.Path.Length..]);

        return (HttpMethods.IsGet(method) ? path : "") switch
        {
            "/v1/models" => ListModelsAsync(http),
            "/healthz" => HttpAnswer.SendAsync(http, StatusCodes.Status200OK, HttpAnswer.Json, Healthy).AsTask(),
            "/requests" => requests.ListAsync(http),
            _ => HttpAnswer.SendAsync(http, OpenAIError.UnknownRoute),
        };
    }

    private Task ListModelsAsync(HttpContext http)
    {
        var buffer = AnswerBuffer.Rent();
        models.Write(buffer, started);
        return HttpAnswer.SendAsync(http, StatusCodes.Status200OK, HttpAnswer.Json, buffer);
    }
}
