using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Embeddings;

/// <summary>A model's state as bytes. Reading gives the same state bit for bit; bytes that were damaged, cut or made up are refused with a reason and never throw.</summary>
public static class VectorSnapshot
{
    /// <summary>Raised whenever the layout, the projection or the meaning of a figure changes, for then old states must be learned anew.</summary>
    private const byte Format = 1;

    /// <summary>The state.</summary>
    /// <param name="model">Whose.</param>
    public static byte[] Write(VectorModel model) => SnapshotEnvelope.Seal(Format, model.Write);

    /// <summary>The model of that state.</summary>
    /// <param name="state">What <see cref="Write"/> gave.</param>
    /// <param name="model">The model, or null.</param>
    /// <param name="defect">Why there is none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> state, [NotNullWhen(true)] out VectorModel? model, [NotNullWhen(false)] out string? defect) =>
        SnapshotEnvelope.TryOpen(state, Format, "what was learned of vectors", VectorModel.Read, out model, out defect);
}
