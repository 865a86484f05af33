using System.Diagnostics.CodeAnalysis;
using Atomic.Core.Snapshots;
using Atomic.Core.Specialists;

namespace Atomic.Core.Extraction;

/// <summary>
/// An extraction specialist's state as bytes: evidence, fields, table. Reading gives the same state bit for bit; bytes that were damaged, cut or made up are refused with a reason and never throw.
/// </summary>
public static class ExtractionSnapshot
{
    /// <summary>Raised whenever the layout, the features or the meaning of a figure changes, for then old states must be learned anew.</summary>
    private const byte Format = 1;

    private const int MaxPath = 2 * AnswerFields.MaxLength;

    /// <summary>The state.</summary>
    /// <param name="specialist">Whose.</param>
    public static byte[] Write(ExtractionSpecialist specialist) => SnapshotEnvelope.Seal(Format, writer =>
    {
        specialist.Evidence.Write(writer);
        var extractor = specialist.Extractor;
        writer.Write7BitEncodedInt64(extractor.Examples);
        writer.Write7BitEncodedInt(extractor.Models.Count);
        foreach (var field in extractor.Models) WriteField(writer, field);
        SpanState.WriteTable(writer, extractor.Table);
    });

    /// <summary>The specialist of that state.</summary>
    /// <param name="state">What <see cref="Write"/> gave.</param>
    /// <param name="specialist">The specialist, or null.</param>
    /// <param name="defect">Why there is none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> state, [NotNullWhen(true)] out ExtractionSpecialist? specialist, [NotNullWhen(false)] out string? defect) =>
        SnapshotEnvelope.TryOpen(state, Format, "what was learned of fields", Read, out specialist, out defect);

    private static ExtractionSpecialist Read(BinaryReader reader)
    {
        var specialist = new ExtractionSpecialist();
        specialist.Evidence.Read(reader);
        var extractor = specialist.Extractor;
        extractor.Examples = NotNegative(reader.Read7BitEncodedInt64());
        for (var left = SnapshotFigures.Within(reader.Read7BitEncodedInt(), 0, AnswerFields.MaxFields); left > 0; left--)
            if (!extractor.TryRestore(ReadField(reader, extractor.Examples))) throw new FormatException("a field comes twice");
        SpanState.ReadTable(reader, extractor.Table, extractor.Models.Count * SpanScores.ColumnsPerField);
        return specialist;
    }

    private static void WriteField(BinaryWriter writer, FieldModel field)
    {
        writer.Write(field.Path);
        writer.Write7BitEncodedInt64(field.Examples);
        writer.Write7BitEncodedInt64(field.LastSeen);
        writer.Write(field.SaysNull);
        writer.Write(field.Spans.SpansLines);
        SnapshotFigures.Write(writer, [field.SpanRight, field.ClassRight]);
        SnapshotFigures.Write(writer, field.Forms.Counts);
        SpanState.WriteWeights(writer, field.Spans.Weights, field.Spans.Squares);
        writer.Write(field.Classes is not null);
        if (field.Classes is not { } classes) return;
        ClassifierState.WriteLabels(writer, classes);
        ClassifierState.WriteTable(writer, classes);
    }

    private static FieldModel ReadField(BinaryReader reader, long mostExamples)
    {
        var path = reader.ReadString();
        if (path.Length is < 1 or > MaxPath || path[0] != '/') throw new FormatException("a field has no name");
        var field = new FieldModel(path) { Examples = NotNegative(reader.Read7BitEncodedInt64()), LastSeen = NotNegative(reader.Read7BitEncodedInt64()) };
        if (Math.Max(field.Examples, field.LastSeen) > mostExamples) throw new FormatException("a field has more examples than there were");
        (field.SaysNull, field.Spans.SpansLines) = (reader.ReadBoolean(), reader.ReadBoolean());
        (field.SpanRight, field.ClassRight) = (SnapshotFigures.Count(reader), SnapshotFigures.Count(reader));
        field.Forms.Read(reader);
        SpanState.ReadWeights(reader, field.Spans.Weights, field.Spans.Squares);
        field.Classes = reader.ReadBoolean() ? new OnlineClassifier(FieldModel.MaxClassEntries) : null;
        if (field.Classes is not { } classes) return field;
        ClassifierState.ReadLabels(reader, classes);
        ClassifierState.ReadTable(reader, classes);
        if (classes.Labels.Count > FieldModel.MaxClasses || classes.Labels.Any(static label => !ClassLabel.IsOne(label.Name))) throw new FormatException("a class is none");
        return field;
    }

    private static long NotNegative(long count) => count >= 0 ? count : throw new FormatException("a count is negative");
}
