using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Atomic.Core.Json;

namespace Atomic.Core.Demonstrations;

/// <summary>The examples as bytes: JSON with the SHA-256 of all that. Bytes that were damaged, cut or made up are refused with a reason and never throw.</summary>
public static class DemonstrationSnapshot
{
    private const int HashBytes = 32;

    /// <summary>The bytes.</summary>
    /// <param name="pool">The examples.</param>
    public static byte[] Write(DemonstrationPool pool)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(pool.Examples, CoreJson.Default.IReadOnlyListDemonstration);
        return [.. json, .. SHA256.HashData(json)];
    }

    /// <summary>The examples of those bytes.</summary>
    /// <param name="state">What <see cref="Write"/> gave.</param>
    /// <param name="pool">The examples, or null.</param>
    /// <param name="defect">Why there are none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlySpan<byte> state, [NotNullWhen(true)] out DemonstrationPool? pool, [NotNullWhen(false)] out string? defect)
    {
        pool = null;
        if (state.Length <= HashBytes || !SHA256.HashData(state[..^HashBytes]).AsSpan().SequenceEqual(state[^HashBytes..]))
        {
            defect = "The snapshot of examples is damaged: its hash does not match its content.";
            return false;
        }

        try
        {
            var examples = JsonSerializer.Deserialize(state[..^HashBytes], CoreJson.Default.IReadOnlyListDemonstration) ?? [];
            if (examples.Any(static example => example?.Text is null || example.Source?.MicrotaskId is null || example.Source.Answer is null)) throw new JsonException();
            pool = new DemonstrationPool();
            foreach (var example in examples) pool.Add(example);
            defect = null;
            return true;
        }
        catch (JsonException)
        {
            defect = "The snapshot does not hold examples that may be shown.";
            return false;
        }
    }
}
