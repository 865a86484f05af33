using Atomic.Orchestration.Ports;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Examples;

/// <summary>Appends an example at its place, with its learning id.</summary>
internal sealed class ExampleWrite(VerifiedExample example, long place, long atMs) : IDatabaseWrite
{
    private const string WriteId = "INSERT INTO example_learnings(id, at) VALUES($id, $at) ON CONFLICT(id) DO NOTHING";

    private const string WriteExample =
        "INSERT INTO examples(kind, place, learning, text, label, weight, outcomes, source, measured, vector) VALUES($kind, $place, $learning, $text, $label, $weight, $outcomes, $source, $measured, $vector) ON CONFLICT(kind, place) DO NOTHING";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements)
    {
        statements.Get(WriteId).Set("$id", example.LearningId).Set("$at", atMs).ExecuteNonQuery();
        statements.Get(WriteExample)
            .Set("$kind", example.Kind)
            .Set("$place", place)
            .Set("$learning", example.LearningId)
            .Set("$text", example.Text)
            .Set("$label", example.Label ?? "")
            .Set("$weight", example.Weight)
            .Set("$outcomes", ExampleOutcomes.Write(example.Outcomes))
            .Set("$source", ExampleSources.Write(example.Source))
            .Set("$measured", ExampleMeasures.Write(example.Measured))
            .Set("$vector", ExampleVectors.Write(example.Vector))
            .ExecuteNonQuery();
        ExampleLogRow.Write(statements, example.Kind, place);
    }
}
