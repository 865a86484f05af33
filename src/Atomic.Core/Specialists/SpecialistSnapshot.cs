using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Learning;
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
        WriteLabels(writer, specialist.Classifier);
        WriteEvidence(writer, specialist);
        SnapshotFigures.Write(writer, [specialist.LogKnownShare.Weight, specialist.LogKnownShare.Mean, specialist.LogKnownShare.SquaredDeviations]);
        WriteTable(writer, specialist.Classifier.Scores);
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
        ReadLabels(reader, specialist.Classifier);
        ReadEvidence(reader, specialist);
        specialist.LogKnownShare = new DecayedMoments(SnapshotFigures.Figure(reader), SnapshotFigures.Figure(reader), SnapshotFigures.Figure(reader));
        ReadTable(reader, specialist.Classifier);
        return specialist;
    }

    private static void WriteLabels(BinaryWriter writer, OnlineClassifier classifier)
    {
        writer.Write7BitEncodedInt(classifier.Labels.Count);
        foreach (var label in classifier.Labels)
        {
            // As UTF-16 units: a label may hold a lone surrogate, which UTF-8 would replace.
            writer.Write7BitEncodedInt(label.Name.Length);
            foreach (var character in label.Name) writer.Write((ushort)character);
            writer.Write7BitEncodedInt64(label.Examples);
            writer.Write(label.Mass);
        }
    }

    private static void ReadLabels(BinaryReader reader, OnlineClassifier classifier)
    {
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var name = new char[SnapshotFigures.Within(reader.Read7BitEncodedInt(), 1, OnlineClassifier.MaxLabelLength)];
            foreach (ref var character in name.AsSpan()) character = (char)reader.ReadUInt16();
            var label = new OnlineClassifier.LabelState(new string(name), reader.Read7BitEncodedInt64(), SnapshotFigures.Figure(reader));
            if (label.Examples < 1 || !classifier.TryRestoreLabel(label)) throw new FormatException("a label cannot be used");
        }
    }

    private static void WriteTable(BinaryWriter writer, LabelScores table)
    {
        writer.Write7BitEncodedInt(table.KnownBuckets);
        var previous = -1;
        for (var bucket = 0; bucket < TextFeatures.Buckets; bucket++)
        {
            var entries = table.Of(bucket);
            if (entries.IsEmpty) continue;
            writer.Write7BitEncodedInt(bucket - previous);
            writer.Write7BitEncodedInt(entries.Length);
            previous = bucket;
            foreach (var entry in entries)
            {
                writer.Write7BitEncodedInt(entry.Label);
                writer.Write(entry.Count);
                writer.Write(entry.Score);
            }
        }
    }

    private static void ReadTable(BinaryReader reader, OnlineClassifier classifier)
    {
        var bucket = -1;
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            bucket += SnapshotFigures.Within(reader.Read7BitEncodedInt(), 1, TextFeatures.Buckets - 1 - bucket);
            for (var entries = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 1, classifier.Labels.Count); entries > 0; entries--)
            {
                var label = (ushort)SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, classifier.Labels.Count - 1);
                var entry = new LabelScores.Entry(label, (float)SnapshotFigures.Figure(reader.ReadSingle()), (float)SnapshotFigures.Figure(reader.ReadSingle()));
                if (!classifier.Scores.TryAdd(bucket, entry)) throw new FormatException("it has too many entries");
            }
        }
    }

    private static void WriteEvidence(BinaryWriter writer, Specialist specialist)
    {
        SnapshotFigures.Write(writer, specialist.Confidence.Weights);
        SnapshotFigures.Write(writer, specialist.Confidence.Covariance);
        foreach (var bin in specialist.Precision.Content) SnapshotFigures.Write(writer, [bin.Weight, bin.Right, bin.Expected, bin.Squares]);
        var recent = specialist.Recent;
        SnapshotFigures.Write(writer, [recent.Right, recent.Expected, recent.Variance, recent.Count]);
    }

    private static void ReadEvidence(BinaryReader reader, Specialist specialist)
    {
        SnapshotFigures.Read(reader, specialist.Confidence.Weights);
        SnapshotFigures.Read(reader, specialist.Confidence.Covariance);
        foreach (ref var bin in specialist.Precision.Content) bin = new PrecisionBin(SnapshotFigures.Count(reader), SnapshotFigures.Count(reader), SnapshotFigures.Count(reader), SnapshotFigures.Count(reader));
        specialist.Recent = new RecentOutcomes(SnapshotFigures.Count(reader), SnapshotFigures.Count(reader), SnapshotFigures.Count(reader), SnapshotFigures.Count(reader));
    }
}
