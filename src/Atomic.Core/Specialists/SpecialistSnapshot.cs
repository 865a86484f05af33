using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Atomic.Core.Learning;

namespace Atomic.Core.Specialists;

/// <summary>
/// A specialist's state as bytes: format, labels, evidence, table, and the SHA-256 of all that. Reading gives the same state bit for bit;
/// bytes that were damaged, cut or made up are refused with a reason and never throw.
/// </summary>
public static class SpecialistSnapshot
{
    /// <summary>Raised whenever the layout, the features or the meaning of a figure changes, for then old states must be learned anew.</summary>
    private const byte Format = 2;

    private const int HashBytes = 32;

    /// <summary>The state.</summary>
    /// <param name="specialist">Whose.</param>
    public static byte[] Write(Specialist specialist)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            writer.Write7BitEncodedInt(specialist.Classifier.Labels.Count);
            foreach (var label in specialist.Classifier.Labels)
            {
                // As UTF-16 units: a label may hold a lone surrogate, which UTF-8 would replace.
                writer.Write7BitEncodedInt(label.Name.Length);
                foreach (var character in label.Name) writer.Write((ushort)character);
                writer.Write7BitEncodedInt64(label.Examples);
                writer.Write(label.Mass);
            }
            WriteEvidence(writer, specialist);
            writer.Write(specialist.LogKnownShare.Weight);
            writer.Write(specialist.LogKnownShare.Mean);
            writer.Write(specialist.LogKnownShare.SquaredDeviations);
            WriteTable(writer, specialist.Classifier.Scores);
        }
        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>The specialist of that state.</summary>
    /// <param name="state">What <see cref="Write"/> gave.</param>
    /// <param name="specialist">The specialist, or null.</param>
    /// <param name="defect">Why there is none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> state, [NotNullWhen(true)] out Specialist? specialist, [NotNullWhen(false)] out string? defect)
    {
        specialist = null;
        defect = FindDefect(state.Span);
        if (defect is not null) return false;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(state[1..^HashBytes].ToArray()), Encoding.UTF8);
            specialist = Read(reader);
            if (reader.BaseStream.Position != reader.BaseStream.Length) throw new FormatException("bytes are left over");
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            // The hash was right, so whoever wrote it wrote nonsense: told like any other damage.
            specialist = null;
            defect = $"The snapshot does not hold a specialist's state: {exception.Message}.";
        }
        return specialist is not null;
    }

    private static string? FindDefect(ReadOnlySpan<byte> state)
    {
        if (state.Length <= HashBytes) return $"The snapshot has {state.Length} bytes, too few for any state.";
        if (!SHA256.HashData(state[..^HashBytes]).AsSpan().SequenceEqual(state[^HashBytes..]))
            return "The snapshot is damaged: its hash does not match its content.";
        return state[0] == Format ? null : $"The snapshot has format {state[0]}, and this version reads format {Format}.";
    }

    private static Specialist Read(BinaryReader reader)
    {
        var specialist = new Specialist();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var name = new char[Within(reader.Read7BitEncodedInt(), 1, OnlineClassifier.MaxLabelLength)];
            foreach (ref var character in name.AsSpan()) character = (char)reader.ReadUInt16();
            var label = new OnlineClassifier.LabelState(new string(name), reader.Read7BitEncodedInt64(), Figure(reader.ReadDouble()));
            if (label.Examples < 1 || !specialist.Classifier.TryRestoreLabel(label)) throw new FormatException("a label cannot be used");
        }
        ReadEvidence(reader, specialist);
        specialist.LogKnownShare = new DecayedMoments(Figure(reader.ReadDouble()), Figure(reader.ReadDouble()), Figure(reader.ReadDouble()));
        ReadTable(reader, specialist.Classifier);
        return specialist;
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
            bucket += Within(reader.Read7BitEncodedInt(), 1, TextFeatures.Buckets - 1 - bucket);
            for (var entries = Within(reader.Read7BitEncodedInt(), 1, classifier.Labels.Count); entries > 0; entries--)
            {
                var label = (ushort)Within(reader.Read7BitEncodedInt(), 0, classifier.Labels.Count - 1);
                var entry = new LabelScores.Entry(label, (float)Figure(reader.ReadSingle()), (float)Figure(reader.ReadSingle()));
                if (!classifier.Scores.TryAdd(bucket, entry)) throw new FormatException("it has too many entries");
            }
        }
    }

    private static void WriteEvidence(BinaryWriter writer, Specialist specialist)
    {
        foreach (var weight in specialist.Confidence.Weights) writer.Write(weight);
        foreach (var covariance in specialist.Confidence.Covariance) writer.Write(covariance);
        foreach (var bin in specialist.Precision.Content) WriteFour(writer, bin.Weight, bin.Right, bin.Expected, bin.Squares);
        var recent = specialist.Recent;
        WriteFour(writer, recent.Right, recent.Expected, recent.Variance, recent.Count);
    }

    private static void WriteFour(BinaryWriter writer, double first, double second, double third, double fourth)
    {
        writer.Write(first);
        writer.Write(second);
        writer.Write(third);
        writer.Write(fourth);
    }

    private static void ReadEvidence(BinaryReader reader, Specialist specialist)
    {
        foreach (ref var weight in specialist.Confidence.Weights) weight = Figure(reader.ReadDouble());
        foreach (ref var covariance in specialist.Confidence.Covariance) covariance = Figure(reader.ReadDouble());
        foreach (ref var bin in specialist.Precision.Content) bin = new PrecisionBin(Count(reader), Count(reader), Count(reader), Count(reader));
        specialist.Recent = new RecentOutcomes(Count(reader), Count(reader), Count(reader), Count(reader));
    }

    private static double Count(BinaryReader reader) => Figure(reader.ReadDouble()) is >= 0 and var count ? count : throw new FormatException("a count is negative");

    private static double Figure(double figure) => double.IsFinite(figure) ? figure : throw new FormatException("a figure is not finite");

    private static int Within(int value, int least, int most) =>
        value >= least && value <= most ? value : throw new FormatException($"{value} stands where {least} to {most} may stand");
}
