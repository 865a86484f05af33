namespace Atomic.Core.Contexts;

/// <summary>What inputs tell of one bidder's lengths and latencies.</summary>
/// <param name="Length">Of the length of its answers.</param>
/// <param name="Latency">Of how long they take, by their length.</param>
internal sealed record MeasureHead(LengthHead Length, LatencyHead Latency)
{
    /// <summary>Learns a measure.</summary>
    /// <param name="reading">The input.</param>
    /// <param name="rows">Its rows by now.</param>
    /// <param name="measure">What was measured.</param>
    public void Learn(MeasureReading reading, ReadOnlySpan<int> rows, ContextMeasure measure)
    {
        if (measure.Seconds is { } seconds)
        {
            double? length = measure.OutputTokens is { } tokens && Length.Outcomes > 0 ? Math.Log(tokens + 1.0) - Length.Mean : null;
            Latency.Learn(seconds, measure.IsAtLeast, measure.InputTokens, Length.ShiftOf(reading).Mean, length);
        }

        if (measure.OutputTokens is { } output) Length.Learn(reading, rows, output);
    }

    /// <summary>Writes the state.</summary>
    /// <param name="writer">Where.</param>
    public void Write(BinaryWriter writer)
    {
        Length.Write(writer);
        Latency.Write(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="rows">How many rows the vocabulary has.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public static MeasureHead Read(BinaryReader reader, int rows) => new(LengthHead.Read(reader, rows), LatencyHead.Read(reader));
}
