using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Poison;

/// <summary>Lets one message go.</summary>
internal sealed class PoisonRemoval(string id) : IDatabaseWrite
{
    /// <summary>Whether there was one; known once the write is durable.</summary>
    public bool HasRemoved { get; private set; }

    /// <inheritdoc/>
    public void Apply(IStatementCache statements) => HasRemoved = statements.Get("DELETE FROM poison WHERE id = $id").Set("$id", id).ExecuteNonQuery() > 0;
}
