using Atomic.Core.Snapshots;

namespace Atomic.Core.Specialists;

/// <summary>A classifier's labels and table as bytes, for the snapshots of whoever has one.</summary>
internal static class ClassifierState
{
    /// <summary>Writes the labels.</summary>
    public static void WriteLabels(BinaryWriter writer, OnlineClassifier classifier)
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

    /// <summary>Reads the labels into an empty classifier.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static void ReadLabels(BinaryReader reader, OnlineClassifier classifier)
    {
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
        {
            var name = new char[SnapshotFigures.Within(reader.Read7BitEncodedInt(), 1, OnlineClassifier.MaxLabelLength)];
            foreach (ref var character in name.AsSpan()) character = (char)reader.ReadUInt16();
            var label = new OnlineClassifier.LabelState(new string(name), reader.Read7BitEncodedInt64(), SnapshotFigures.Figure(reader));
            if (label.Examples < 1 || !classifier.TryRestoreLabel(label)) throw new FormatException("a label cannot be used");
        }
    }

    /// <summary>Writes the table.</summary>
    public static void WriteTable(BinaryWriter writer, OnlineClassifier classifier)
    {
        var table = classifier.Scores;
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

    /// <summary>Reads the table, once the labels are there.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static void ReadTable(BinaryReader reader, OnlineClassifier classifier)
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
}
