using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Specialists;

/// <summary>
/// A specialist's state as bytes: labels, evidence, table. Reading gives the same state bit for bit;
/// bytes that were damaged, cut or made up are refused with a reason and never throw.
/// </summary>
public static class SpecialistSnapshot
{
    /// <summary>Raised whenever the layout, the features or the meaning of a figure changes, for then old states must be learned anew.</summary>
    private const byte Format = 2;

    /// <summary>The state.</summary>
    /// <param name="specialist">Whose.</param>
    public static byte[] Write(Specialist specialist) => SnapshotEnvelope.Seal(Format, writer =>
    {
        ClassifierState.WriteLabels(writer, specialist.Classifier);
        specialist.Evidence.Write(writer);
        ClassifierState.WriteTable(writer, specialist.Classifier);
    });

    /// <summary>The specialist of that state.</summary>
    /// <param name="state">What <see cref="Write"/> gave.</param>
    /// <param name="specialist">The specialist, or null.</param>
    /// <param name="defect">Why there is none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> state, [NotNullWhen(true)] out Specialist? specialist, [NotNullWhen(false)] out string? defect) =>
        SnapshotEnvelope.TryOpen(state, Format, "a specialist's state", Read, out specialist, out defect);

    private static Specialist Read(BinaryReader reader)
    {
        var specialist = new Specialist();
        ClassifierState.ReadLabels(reader, specialist.Classifier);
        specialist.Evidence.Read(reader);
        ClassifierState.ReadTable(reader, specialist.Classifier);
        return specialist;
    }
}
