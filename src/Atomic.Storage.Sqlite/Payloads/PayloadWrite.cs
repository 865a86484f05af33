using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Payloads;

/// <summary>Keeps a payload; one that is there already is kept for longer.</summary>
internal sealed class PayloadWrite(string hash, byte[] content, long atMs) : IDatabaseWrite
{
    // To the hour: a payload that is sent again and again is not written again and again.
    private const string Write =
        "INSERT INTO payloads(hash, at, content) VALUES($hash, $at, $content) " +
        "ON CONFLICT(hash) DO UPDATE SET at = excluded.at WHERE payloads.at < excluded.at - 3600000";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements)
    {
        var write = statements.Get(Write).Set("$hash", hash).Set("$at", atMs).Set("$content", content);
        write.ExecuteNonQuery();

        // The prepared statement outlives the write, and must not hold the payload as long.
        write.Set("$content", null);
    }
}
