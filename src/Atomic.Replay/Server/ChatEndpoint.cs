using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atomic.Replay.Behaviours;
using Atomic.Replay.Draws;
using Atomic.Replay.Recordings;

namespace Atomic.Replay.Server;

/// <summary>
/// <c>POST /v1/chat/completions</c>: reads the request, finds the recorded answer, draws how it fares, logs it, and has it sent, in this order.
/// </summary>
internal sealed class ChatEndpoint(ReplayServerOptions options, ServedModels models, RequestLog log, CompletionSender sender)
{
    private const int MostKeysRemembered = 65_536;
    private const int MostLoggedChars = 256;

    private readonly KeyRepeats _repeats = new(MostKeysRemembered);
    private long _requests;

    public async Task AnswerAsync(HttpContext http)
    {
        var ordinal = Interlocked.Increment(ref _requests);
        var time = options.TimeProvider.GetUtcNow();
        var id = SplitMix64.Mix(unchecked(options.Seed * 0x9E3779B97F4A7C15) ^ (ulong)ordinal);
        var key = (string?)http.Request.Headers["Idempotency-Key"];
        http.Response.Headers["x-request-id"] = $"req_{id:x16}";

        var (request, error) = await ReadAsync(http);
        var model = request is null ? null : models.Find(request.Model);
        var answer = model is null ? null : Find(model, request!);
        error ??= model is null ? OpenAIError.ModelNotFound : answer is null ? OpenAIError.NotRecorded : null;
        if (error is not null)
        {
            Log(ordinal, time, request, key, error.Status);
            await HttpAnswer.SendAsync(http, error);
            return;
        }

        var behaviour = options.Behaviours.For(model!.Name, model.RecordedModel);
        var latency = LatencyOf(behaviour, model, answer!);
        var drawn = Draw(behaviour, latency, model, key);
        Log(ordinal, time, request, key, StatusOf(drawn.Fault));

        var content = drawn.Fault == ReplayFault.MalformedOutput ? MalformedOutput.Of(answer!.Output, drawn.Variant) : answer!.Output;
        var completion = new Completion(id, time.ToUnixTimeSeconds(), model.RecordedModel, content, answer);
        await sender.SendAsync(http, request!, completion, drawn, behaviour.RetryAfterSeconds, latency.PerOutputTokenMs);
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

    private static int StatusOf(ReplayFault fault) => fault switch
    {
        ReplayFault.Hang => 0,
        ReplayFault.Error => OpenAIError.ServerError.Status,
        ReplayFault.RateLimit => OpenAIError.RateLimit.Status,
        _ => StatusCodes.Status200OK,
    };

    private static string? HashOf(string? input)
    {
        if (input is null)
            return null;
        var length = Encoding.UTF8.GetByteCount(input);
        var utf8 = length <= 1024 ? stackalloc byte[length] : new byte[length];
        Encoding.UTF8.GetBytes(input, utf8);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static string? Cut(string? text) => text is { Length: > MostLoggedChars } ? text[..MostLoggedChars] : text;

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

    private DrawnBehaviour Draw(ReplayBehaviour behaviour, LatencyDistribution latency, ServedModel model, string? key)
    {
        var number = model.NextRequest();
        var repeat = key is null ? 0 : _repeats.Next(model.Name, key);
        if (!behaviour.CanFail && !latency.Varies)
            return new DrawnBehaviour(ReplayFault.None, Variant: false, Math.Max(0, latency.P50Ms));

        var draws = key is null
            ? SplitMix64.ForKey(options.Seed, model.Name, "request", number.ToString(CultureInfo.InvariantCulture))
            : SplitMix64.ForKey(options.Seed, model.Name, "key", key, repeat.ToString(CultureInfo.InvariantCulture));
        return behaviour.Draw(latency, ref draws);
    }

    private void Log(long ordinal, DateTimeOffset time, ChatRequest? request, string? key, int status) =>
        log.Add(new LoggedRequest(ordinal, time, Cut(request?.Model), Cut(key), HashOf(request?.Input), status));
}
