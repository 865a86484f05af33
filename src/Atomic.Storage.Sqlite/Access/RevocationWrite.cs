using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Access;

/// <summary>Takes a key back, the first time only.</summary>
internal sealed class RevocationWrite(string id, DateTimeOffset at) : IDatabaseWrite
{
    private const string Write = "UPDATE api_keys SET revoked = $at WHERE id = $id AND revoked IS NULL";

    /// <inheritdoc/>
    public void Apply(IStatementCache statements) => statements.Get(Write).Set("$id", id).Set("$at", at.UtcTicks).ExecuteNonQuery();
}
