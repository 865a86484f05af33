using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Atomic.Core.Json;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Demonstrations;

/// <summary>The examples as bytes: JSON in the envelope of all snapshots. Bytes that were damaged, cut or made up are refused with a reason and never throw.</summary>
public static class DemonstrationSnapshot
{
    private const byte Format = 1;

    /// <summary>The bytes.</summary>
    /// <param name="pool">The examples.</param>
    public static byte[] Write(DemonstrationPool pool) =>
        SnapshotEnvelope.Seal(Format, writer => writer.Write(JsonSerializer.SerializeToUtf8Bytes(pool.Examples, CoreJson.Default.IReadOnlyListDemonstration)));

    /// <summary>The examples of those bytes.</summary>
    /// <param name="state">What <see cref="Write"/> gave.</param>
    /// <param name="pool">The examples, or null.</param>
    /// <param name="defect">Why there are none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> state, [NotNullWhen(true)] out DemonstrationPool? pool, [NotNullWhen(false)] out string? defect) =>
        SnapshotEnvelope.TryOpen(state, Format, "examples that may be shown", Read, out pool, out defect);

    private static DemonstrationPool Read(BinaryReader reader)
    {
        var examples = ExamplesOf(reader.ReadBytes((int)(reader.BaseStream.Length - reader.BaseStream.Position)));
        if (examples.Any(static example => example?.Text is null || example.Source?.MicrotaskId is null || example.Source.Answer is null))
            throw new FormatException("an example lacks its text, its microtask or its answer");
        var pool = new DemonstrationPool();
        foreach (var example in examples) pool.Add(example);
        return pool;
    }

    private static IReadOnlyList<Demonstration> ExamplesOf(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CoreJson.Default.IReadOnlyListDemonstration) ?? [];
        }
        catch (JsonException exception)
        {
            throw new FormatException("it is no JSON of examples", exception);
        }
    }
}
