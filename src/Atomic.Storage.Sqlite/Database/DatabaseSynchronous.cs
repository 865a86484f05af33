namespace Atomic.Storage.Sqlite.Database;

/// <summary>What an acknowledged change survives.</summary>
public enum DatabaseSynchronous
{
    /// <summary>A loss of power: each group is flushed to the disk before it is acknowledged.</summary>
    Full,

    /// <summary>The death of the process (kill -9), but not a loss of power, which may take back the last seconds; never corrupts.</summary>
    Normal,
}
