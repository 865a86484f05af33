using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atomic.Replay.Behaviours;
using Atomic.Replay.Draws;

namespace Atomic.Replay.Server;

/// <summary>What every request to a model passes, whatever it asks for: it gets a number, is drawn how it fares, and is logged.</summary>
internal sealed class RequestIntake(ReplayServerOptions options, RequestLog log)
{
    private const int MostKeysRemembered = 65_536;
    private const int MostLoggedChars = 256;

    private readonly KeyRepeats _repeats = new(MostKeysRemembered);
    private long _requests;

    /// <summary>Numbers the request, and says so in its answer.</summary>
    public NumberedRequest Number(HttpContext http)
    {
        var ordinal = Interlocked.Increment(ref _requests);
        var id = SplitMix64.Mix(unchecked(options.Seed * 0x9E3779B97F4A7C15) ^ (ulong)ordinal);
        http.Response.Headers["x-request-id"] = $"req_{id:x16}";
        return new NumberedRequest(ordinal, id, options.TimeProvider.GetUtcNow(), (string?)http.Request.Headers["Idempotency-Key"]);
    }

    /// <summary>How the request fares.</summary>
    public DrawnBehaviour Draw(NumberedRequest request, ServedModel model, ReplayBehaviour behaviour, LatencyDistribution latency)
    {
        var number = model.NextRequest();
        var repeat = request.Key is null ? 0 : _repeats.Next(model.Name, request.Key);
        if (!behaviour.CanFail && !latency.Varies)
            return new DrawnBehaviour(ReplayFault.None, Variant: false, Math.Max(0, latency.P50Ms));

        var draws = request.Key is null
            ? SplitMix64.ForKey(options.Seed, model.Name, "request", number.ToString(CultureInfo.InvariantCulture))
            : SplitMix64.ForKey(options.Seed, model.Name, "key", request.Key, repeat.ToString(CultureInfo.InvariantCulture));
        return behaviour.Draw(latency, ref draws);
    }

    /// <summary>Logs the request.</summary>
    /// <param name="request">Its number.</param>
    /// <param name="model">The model asked for; null where the request could not be read.</param>
    /// <param name="input">The input; null where the request could not be read.</param>
    /// <param name="status">The status that it is given.</param>
    public void Log(NumberedRequest request, string? model, string? input, int status) =>
        log.Add(new LoggedRequest(request.Ordinal, request.Time, Cut(model), Cut(request.Key), HashOf(input), status));

    /// <summary>The status that a request is given with this fault; 0 for none at all.</summary>
    public static int StatusOf(ReplayFault fault) => fault switch
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
}
