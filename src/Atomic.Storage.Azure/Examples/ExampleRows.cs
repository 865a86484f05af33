using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Examples;

/// <summary>
/// The rows of a kind's partition: <c>log</c> has the last place and the snapshot, <c>example:PLACE</c> an example, <c>learned:ID</c> that an id was
/// appended.
/// </summary>
internal static class ExampleRows
{
    /// <summary>The prefix of examples.</summary>
    public const string Example = "example";

    /// <summary>The RowKey of the row that has the last place.</summary>
    public const string LogKey = "log";

    /// <summary>The property that holds a place.</summary>
    public const string Place = "Place";

    /// <summary>The property that tells calls with the same learning id apart.</summary>
    public const string Token = "Token";

    private const string SnapshotPlace = "SnapshotPlace";
    private const string Snapshot = "Snapshot";
    private const string LearningId = "LearningId";
    private const string Text = "Text";
    private const string Label = "Label";
    private const string Weight = "Weight";
    private const string Outcomes = "Outcomes";
    private const string Source = "Source";
    private const string Measured = "Measured";
    private const string Vector = "Vector";

    /// <summary>The RowKey of a learning id.</summary>
    public static string LearnedKey(string learningId) => TableKey.Of("learned", learningId);

    /// <summary>The row of an example.</summary>
    public static TableEntity At(string partition, long place, VerifiedExample example)
    {
        var row = new TableEntity(partition, TableKey.Of(Example, place));
        RowText.Write(row, LearningId, example.LearningId);
        RowText.Write(row, Text, example.Text);
        RowText.Write(row, Label, example.Label);
        RowText.Write(row, Outcomes, ExampleOutcomes.Write(example.Outcomes));
        RowText.Write(row, Source, ExampleSources.Write(example.Source));
        RowText.Write(row, Measured, ExampleMeasures.Write(example.Measured));
        RowText.Write(row, Vector, ExampleVectors.Write(example.Vector));
        if (example.Weight != 1) row[Weight] = example.Weight;
        return row;
    }

    /// <summary>The example of a row.</summary>
    public static VerifiedExample Read(TableEntity row, string kind) =>
        new(RowText.Read(row, LearningId)!, kind, RowText.Read(row, Text)!, RowText.Read(row, Label))
        {
            Weight = row.GetDouble(Weight) ?? 1,
            Outcomes = ExampleOutcomes.Read(RowText.Read(row, Outcomes)),
            Source = ExampleSources.Read(RowText.Read(row, Source)),
            Measured = ExampleMeasures.Read(RowText.Read(row, Measured)),
            Vector = ExampleVectors.Read(RowText.Read(row, Vector)),
        };

    /// <summary>The row of an id that was appended.</summary>
    public static TableEntity Learned(string partition, Appending appending, long place) =>
        new(partition, appending.RowKey) { [Place] = place, [Token] = appending.Token };

    /// <summary>The row of a log.</summary>
    public static TableEntity Log(string partition, ExampleLog log) =>
        new(partition, LogKey) { [Place] = log.Last, [SnapshotPlace] = log.SnapshotPlace, [Snapshot] = log.Snapshot };

    /// <summary>The log of a row.</summary>
    public static ExampleLog ReadLog(TableEntity row) =>
        new(row.GetInt64(Place) ?? 0, row.GetInt64(SnapshotPlace) ?? 0, row.GetString(Snapshot), row.ETag);
}
