using Atomic.Core.Snapshots;

namespace Atomic.Core.Extraction;

/// <summary>Weights of places as bytes, for snapshots.</summary>
internal static class SpanState
{
    // Learning never comes near them, and sums of as many as a text has features are finite still.
    private const float MostWeight = 1e6f;
    private const float MostSquares = 1e12f;

    /// <summary>Writes a table.</summary>
    public static void WriteTable(BinaryWriter writer, SpanTable table)
    {
        writer.Write7BitEncodedInt(table.Rows);
        var previous = -1;
        for (var bucket = 0; bucket < SpanTable.Buckets; bucket++)
        {
            if (table[bucket] is not { } row) continue;
            writer.Write7BitEncodedInt(bucket - previous);
            writer.Write7BitEncodedInt(row.Weights.Length);
            previous = bucket;
            WriteWeights(writer, row.Weights, row.Squares);
        }
    }

    /// <summary>Reads a table of so many columns into an empty one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static void ReadTable(BinaryReader reader, SpanTable table, int columns)
    {
        var bucket = -1;
        for (var left = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, SpanTable.MaxRows); left > 0; left--)
        {
            bucket += SnapshotFigures.Within(reader.Read7BitEncodedInt(), 1, SpanTable.Buckets - 1 - bucket);
            var row = table.RowFor(bucket, SnapshotFigures.Within(reader.Read7BitEncodedInt(), 1, columns + SpanTable.Row.Together - 1) - 1)!;
            ReadWeights(reader, row.Weights, row.Squares);
        }
    }

    /// <summary>Writes weights: most were never moved, so that there is a bit for each, and figures for those that were.</summary>
    public static void WriteWeights(BinaryWriter writer, ReadOnlySpan<float> weights, ReadOnlySpan<float> squares)
    {
        for (var start = 0; start < weights.Length; start += 8)
        {
            var moved = 0;
            for (var i = start; i < Math.Min(start + 8, weights.Length); i++)
                if (squares[i] != 0) moved |= 1 << (i - start);
            writer.Write((byte)moved);
            for (var i = start; i < Math.Min(start + 8, weights.Length); i++)
            {
                if (squares[i] == 0) continue;
                writer.Write(weights[i]);
                writer.Write(squares[i]);
            }
        }
    }

    /// <summary>Reads as many weights as there is room for.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public static void ReadWeights(BinaryReader reader, Span<float> weights, Span<float> squares)
    {
        for (var start = 0; start < weights.Length; start += 8)
        {
            var moved = reader.ReadByte();
            if (start + 8 > weights.Length && moved >> (weights.Length - start) != 0) throw new FormatException("a weight stands where none is");
            for (var i = start; i < Math.Min(start + 8, weights.Length); i++)
            {
                if ((moved & (1 << (i - start))) == 0) continue;
                weights[i] = SnapshotFigures.UpTo(reader.ReadSingle(), -MostWeight, MostWeight);
                squares[i] = SnapshotFigures.UpTo(reader.ReadSingle(), float.Epsilon, MostSquares);
            }
        }
    }
}
