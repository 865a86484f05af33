using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Activities;

/// <summary>Keeps large answers apart from durable history, which then refers to them by hash (claim check), and fetches them again.</summary>
/// <param name="payloads">Where they are.</param>
public sealed class OutputStorage(IPayloadStore payloads)
{
    /// <summary>The attempt with its answer kept apart, where that is above the limit.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="maxInlineBytes">Bytes of JSON up to which an answer stays where it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Attempt> CheckInAsync(Attempt attempt, int maxInlineBytes, CancellationToken cancellationToken)
    {
        if (attempt.Output is not { ValueKind: not JsonValueKind.Undefined } output || LengthOf(output) <= maxInlineBytes)
            return attempt;
        var json = JsonMarshal.GetRawUtf8Value(output).ToArray();
        return attempt with { Output = null, StoredOutput = new StoredOutput(await payloads.PutAsync(json, cancellationToken), json.Length) };
    }

    /// <summary>The attempt with its answer, where the store still has it.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Attempt> CheckOutAsync(Attempt attempt, CancellationToken cancellationToken) =>
        attempt.StoredOutput is { } stored ? attempt with { Output = await FindAsync(stored, cancellationToken) } : attempt;

    /// <summary>The progress with its answer, where the store still has it.</summary>
    /// <param name="progress">The progress.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<MicrotaskProgress> CheckOutAsync(MicrotaskProgress progress, CancellationToken cancellationToken) =>
        progress.StoredOutput is { } stored ? progress with { Output = await FindAsync(stored, cancellationToken) } : progress;

    private async ValueTask<JsonElement?> FindAsync(StoredOutput stored, CancellationToken cancellationToken) =>
        await payloads.GetAsync(stored.Hash, cancellationToken) is { } json ? JsonElement.Parse(json.Span) : null;

    private static int LengthOf(JsonElement output) => JsonMarshal.GetRawUtf8Value(output).Length;
}
