using Atomic.Core.Errors;
using Microsoft.Data.Sqlite;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>Opens connections to the file with the settings that the database needs.</summary>
internal static class Connections
{
    /// <summary>Marks a file as Atomic's ("Atom"), so that another program's database is never written to.</summary>
    private const int ApplicationId = 0x41746F6D;

    private const int PageBytes = 4_096;

    /// <summary>The connection that writes; creates the file.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/> where the file is no database, or another program's.</exception>
    public static SqliteConnection OpenWriter(AtomicDatabaseOptions options)
    {
        var connection = Open(options.Path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Claim(connection, options.Path);
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, options.Synchronous == DatabaseSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            Execute(connection, "PRAGMA wal_autocheckpoint = 0");
            Execute(connection, $"PRAGMA journal_size_limit = {4 * options.CheckpointBytes}");
            Tune(connection, options.CacheBytes, options.MmapBytes);
            return connection;
        }
        catch (Exception exception)
        {
            connection.Dispose();
            throw exception is SqliteException sqlite ? Unusable(options.Path, sqlite) : exception;
        }
    }

    /// <summary>A connection that only reads.</summary>
    public static SqliteConnection OpenReader(AtomicDatabaseOptions options)
    {
        var connection = Open(options.Path, SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA query_only = ON");
        Tune(connection, Math.Max(options.CacheBytes / 8, 1L << 20), options.MmapBytes);
        return connection;
    }

    /// <summary>The connection that copies the write-ahead log into the file.</summary>
    public static SqliteConnection OpenCheckpointer(AtomicDatabaseOptions options)
    {
        var connection = Open(options.Path, SqliteOpenMode.ReadWrite);
        Execute(connection, options.Synchronous == DatabaseSynchronous.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        return connection;
    }

    /// <summary>Runs statements that return nothing of interest.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="sql">The statements; built from constants and numbers only.</param>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants and numbers only
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Unusable(path, exception);
        }
    }

    private static void Claim(SqliteConnection connection, string path)
    {
        if (Read(connection, "PRAGMA schema_version") == 0)
        {
            Execute(connection, $"PRAGMA page_size = {PageBytes}");
            Execute(connection, "PRAGMA auto_vacuum = INCREMENTAL");
            Execute(connection, $"PRAGMA application_id = {ApplicationId}");
        }
        else if (Read(connection, "PRAGMA application_id") != ApplicationId)
        {
            throw new AtomicException(
                ErrorCodes.InvalidConfiguration, $"File {path} is another program's database, so that nothing was written to it: choose another file.");
        }
    }

    private static void Tune(SqliteConnection connection, long cacheBytes, long mmapBytes)
    {
        Execute(connection, $"PRAGMA cache_size = {-(cacheBytes / 1_024)}");
        Execute(connection, $"PRAGMA mmap_size = {mmapBytes}");
        Execute(connection, "PRAGMA temp_store = MEMORY");
        Execute(connection, "PRAGMA foreign_keys = OFF");
    }

    private static long Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants only
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() is long value ? value : 0;
    }

    private static AtomicException Unusable(string path, SqliteException exception) => new(
        ErrorCodes.InvalidConfiguration,
        exception.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_NOTADB => $"File {path} is not a database: choose another file.",
            SQLitePCL.raw.SQLITE_CANTOPEN => $"Database {path} cannot be opened: check that it is a file in a directory that this user may write to.",
            SQLitePCL.raw.SQLITE_READONLY => $"Database {path} cannot be written: check the file's permissions.",
            _ => $"Database {path} cannot be used ({exception.Message}): restore it from a backup, or choose another file.",
        },
        exception);
}
