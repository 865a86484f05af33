using Atomic.Storage.Sqlite.Database;

namespace Atomic.Storage.Sqlite.Access;

/// <summary>The table of the API keys. Times are ticks of UTC, so that they order and come back exactly.</summary>
internal static class ApiKeySchema
{
    /// <summary>The component.</summary>
    public static ComponentSchema Component { get; } = new(
        "api-keys",
        [
            new Migration(
                1,
                "keys by their public part, secrets hashed",
                """
                CREATE TABLE api_keys(
                  id TEXT PRIMARY KEY, secret_hash TEXT NOT NULL, tenant TEXT NOT NULL, scopes INTEGER NOT NULL, label TEXT NOT NULL,
                  created INTEGER NOT NULL, expires INTEGER, revoked INTEGER) WITHOUT ROWID;
                CREATE INDEX api_keys_by_making ON api_keys(created, id);
                CREATE INDEX api_keys_by_tenant ON api_keys(tenant, created, id);
                """),
        ]);
}
