using System.Globalization;
using Atomic.Core.Decisions;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Feedbacks;

/// <summary>Keeps one feedback at its place.</summary>
internal sealed class FeedbackWrite(string microtaskId, int place, Feedback feedback) : IDatabaseWrite
{
    private const string Write =
        "INSERT INTO feedback(microtask, place, score, label, comment, trust, signal, source, received) VALUES($id, $place, $score, $label, $comment, $trust, $signal, $source, $received) " +
        "ON CONFLICT(microtask, place) DO NOTHING";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements) => statements.Get(Write)
        .Set("$id", microtaskId)
        .Set("$place", place)
        .Set("$score", feedback.Score)
        .Set("$label", feedback.Label)
        .Set("$comment", feedback.Comment)
        .Set("$trust", feedback.Trust)
        .Set("$signal", feedback.Signal.ToString())
        .Set("$source", feedback.Source)
        .Set("$received", feedback.ReceivedAt.ToString("O", CultureInfo.InvariantCulture))
        .ExecuteNonQuery();
}
