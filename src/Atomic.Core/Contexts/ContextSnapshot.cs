using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Contexts;

/// <summary>
/// A model's state as bytes. Reading gives the same state bit for bit; bytes that were damaged, cut or made up are refused with a reason and never throw.
/// </summary>
public static class ContextSnapshot
{
    /// <summary>Raised whenever the layout, the features or the meaning of a figure changes, for then old states must be learned anew.</summary>
    private const byte Format = 1;

    // The same with lengths and latencies behind it.
    private const byte FormatWithMeasures = 2;

    /// <summary>The state: without lengths and latencies as before they were learned, so that nothing changes where none are.</summary>
    /// <param name="model">Whose.</param>
    public static byte[] Write(ContextModel model) => SnapshotEnvelope.Seal(model.HasMeasures ? FormatWithMeasures : Format, model.Write);

    /// <summary>The model of that state.</summary>
    /// <param name="state">What <see cref="Write"/> gave, by this version or one from before lengths and latencies were learned.</param>
    /// <param name="model">The model, or null.</param>
    /// <param name="defect">Why there is none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> state, [NotNullWhen(true)] out ContextModel? model, [NotNullWhen(false)] out string? defect) =>
        !state.IsEmpty && state.Span[0] == Format
            ? SnapshotEnvelope.TryOpen(state, Format, "what was learned of inputs", static reader => ContextModel.Read(reader, hasMeasures: false), out model, out defect)
            : SnapshotEnvelope.TryOpen(state, FormatWithMeasures, "what was learned of inputs", static reader => ContextModel.Read(reader, hasMeasures: true), out model, out defect);
}
