using Atomic.Replay.Behaviours;
using Atomic.Replay.Draws;
using Atomic.Replay.Recordings;

namespace Atomic.Replay.Server;

/// <summary>
/// <c>POST /v1/chat/completions</c>: reads the request, finds the recorded answer, draws how it fares, logs it, and has it sent, in this order.
/// </summary>
internal sealed class ChatEndpoint(ReplayServerOptions options, ServedModels models, RequestIntake intake, CompletionSender sender)
{
    public async Task AnswerAsync(HttpContext http)
    {
        var numbered = intake.Number(http);
        var (request, error) = await ReadAsync(http);
        var model = request is null ? null : models.Find(request.Model);
        var answer = model is null ? null : Find(model, request!);
        error ??= model is null ? OpenAIError.ModelNotFound : answer is null ? OpenAIError.NotRecorded : null;
        if (error is not null)
        {
            intake.Log(numbered, request?.Model, request?.Input, error.Status);
            await HttpAnswer.SendAsync(http, error);
            return;
        }

        var behaviour = options.Behaviours.For(model!.Name, model.RecordedModel);
        var latency = LatencyOf(behaviour, model, answer!);
        var drawn = intake.Draw(numbered, model, behaviour, latency);
        intake.Log(numbered, request!.Model, request.Input, RequestIntake.StatusOf(drawn.Fault));

        var content = drawn.Fault == ReplayFault.MalformedOutput ? MalformedOutput.Of(answer!.Output, drawn.Variant) : answer!.Output;
        var completion = new Completion(numbered.Id, numbered.Time.ToUnixTimeSeconds(), model.RecordedModel, content, answer)
        {
            Choices = request.Choices,
            Tool = request.Tool is { } tool ? ToolCall.Echo(tool, request.Input) : null,
        };
        await sender.SendAsync(http, request, completion, drawn, behaviour.RetryAfterSeconds, latency.PerOutputTokenMs);
    }

    private static async ValueTask<(ChatRequest? Request, OpenAIError? Error)> ReadAsync(HttpContext http)
    {
        try
        {
            return await RequestBody.ReadAsync(http, ChatRequestReader.Read);
        }
        catch (BadHttpRequestException error)
        {
            return (null, OpenAIError.Of(error));
        }
    }

    private RecordedAnswer? Find(ServedModel model, ChatRequest request) =>
        options.Recording.Find(request.Input, model.RecordedModel) ?? options.FallbackAnswer;

    private LatencyDistribution LatencyOf(ReplayBehaviour behaviour, ServedModel model, RecordedAnswer answer)
    {
        var latency = behaviour.Latency;
        if (!latency.IsZero || !options.UseRecordedLatency)
            return latency;
        if (answer.LatencyMs is { } measured)
            return new LatencyDistribution(measured, P95Ms: 0, PerOutputTokenMs: 0);
        var market = options.Recording.Market.Models[model.RecordedModel];
        return new LatencyDistribution(market.LatencyMsP50 ?? 0, market.LatencyMsP95 ?? 0, PerOutputTokenMs: 0);
    }
}
