using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Server;

/// <summary>
/// <c>POST /v1/embeddings</c>: every recorded model makes embeddings too, and behaves as it does otherwise. A malformed output lacks the last vector,
/// a malformed body is cut in half.
/// </summary>
internal sealed class EmbeddingEndpoint(ReplayServerOptions options, ServedModels models, RequestIntake intake, FaultSender faults)
{
    public async Task AnswerAsync(HttpContext http)
    {
        var numbered = intake.Number(http);
        var (request, error) = await ReadAsync(http);
        var input = request is null ? null : string.Join('\n', request.Texts);
        var model = request is null ? null : models.Find(request.Model);
        error ??= model is null ? OpenAIError.ModelNotFound : null;
        if (error is not null)
        {
            intake.Log(numbered, request?.Model, input, error.Status);
            await HttpAnswer.SendAsync(http, error);
            return;
        }

        var behaviour = options.Behaviours.For(model!.Name, model.RecordedModel);
        var drawn = intake.Draw(numbered, model, behaviour, behaviour.Latency);
        intake.Log(numbered, request!.Model, input, RequestIntake.StatusOf(drawn.Fault));
        if (await faults.TrySendAsync(http, drawn, behaviour.RetryAfterSeconds, drawn.FirstTokenMs))
            return;

        await faults.WaitAsync(http, drawn.FirstTokenMs);
        await SendAsync(http, model.RecordedModel, request, drawn.Fault);
    }

    private static async Task SendAsync(HttpContext http, string model, EmbeddingRequest request, ReplayFault fault)
    {
        var buffer = AnswerBuffer.Rent();
        EmbeddingWriter.Write(buffer, model, request, fault == ReplayFault.MalformedOutput ? request.Texts.Count - 1 : request.Texts.Count);
        var sent = fault == ReplayFault.MalformedBody ? buffer.Written[..(buffer.Written.Length / 2)] : buffer.Written;
        await HttpAnswer.SendAsync(http, StatusCodes.Status200OK, HttpAnswer.Json, sent);
        buffer.Return();
    }

    private static async ValueTask<(EmbeddingRequest? Request, OpenAIError? Error)> ReadAsync(HttpContext http)
    {
        try
        {
            return await RequestBody.ReadAsync(http, EmbeddingRequestReader.Read);
        }
        catch (BadHttpRequestException error)
        {
            return (null, OpenAIError.Of(error));
        }
    }
}
