using System.Runtime.InteropServices;
using Atomic.Core.Snapshots;

namespace Atomic.Core.Embeddings;

/// <summary>What a part of a prediction counts for, learned by Newton steps from what it said before the outcome was known: whoever promises too much loses weight.</summary>
/// <param name="Weight">What its log odds are multiplied by; not negative.</param>
/// <param name="Curvature">How sure that is: the inverse of its variance.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PartWeight(double Weight, double Curvature)
{
    /// <summary>The weight after an outcome.</summary>
    /// <param name="said">What the part had said, in log odds.</param>
    /// <param name="error">The score less the expected one, times its trust.</param>
    /// <param name="curvature">The outcome's curvature: p·(1 − p), times its trust.</param>
    public PartWeight After(double said, double error, double curvature)
    {
        var sure = Curvature + (curvature * said * said);
        return new PartWeight(Math.Max(0, Weight + (error * said / sure)), sure);
    }

    /// <summary>Writes it.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Weight);
        writer.Write(Curvature);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="first">The weight before any outcome, whose curvature is the least.</param>
    /// <exception cref="FormatException">It is no such weight.</exception>
    public static PartWeight Read(BinaryReader reader, PartWeight first) =>
        new(SnapshotFigures.Count(reader), SnapshotFigures.Curvature(reader.ReadDouble(), first.Curvature));
}
