using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Feedbacks;

/// <summary>The table of the feedback.</summary>
internal static class FeedbackSchema
{
    /// <summary>The component.</summary>
    public static ComponentSchema Component { get; } = new(
        "feedback",
        [
            new Migration(
                1,
                "feedback by microtask",
                """
                CREATE TABLE feedback(
                  microtask TEXT NOT NULL, place INTEGER NOT NULL, score REAL NOT NULL, label TEXT, comment TEXT, received TEXT NOT NULL,
                  PRIMARY KEY(microtask, place)) WITHOUT ROWID;
                """),
            new Migration(
                2,
                "judgements with their trust, their signal and their source",
                """
                ALTER TABLE feedback ADD COLUMN trust REAL NOT NULL DEFAULT 1;
                ALTER TABLE feedback ADD COLUMN signal TEXT NOT NULL DEFAULT 'Feedback';
                ALTER TABLE feedback ADD COLUMN source TEXT;
                """),
        ]);
}
