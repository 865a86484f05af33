using Atomic.Core.Errors;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>How the database is opened.</summary>
public sealed class AtomicDatabaseOptions
{
    /// <summary>The file; it and its directory are created where they are missing. <c>PATH.lock</c> and <c>PATH.pid</c> stand beside it.</summary>
    public string Path { get; set; } = "atomic.db";

    /// <summary>What an acknowledged change survives; a loss of power unless set otherwise.</summary>
    public DatabaseSynchronous Synchronous { get; set; } = DatabaseSynchronous.Full;

    /// <summary>How many reads run side by side, 1 to 64.</summary>
    public int ReaderCount { get; set; } = 4;

    /// <summary>How many changes one transaction takes at most, 1 to 100,000.</summary>
    public int MaxGroupSize { get; set; } = 4_096;

    /// <summary>The bytes of write-ahead log after which a checkpoint runs in the background, 1 MiB to 1 GiB.</summary>
    public long CheckpointBytes { get; set; } = 16L << 20;

    /// <summary>The writer's page cache in bytes, 1 MiB to 16 GiB; a reader has an eighth of it.</summary>
    public long CacheBytes { get; set; } = 32L << 20;

    /// <summary>How much of the file is read through memory mapping, in bytes; 0 switches it off.</summary>
    public long MmapBytes { get; set; }

    /// <summary>Refuses values out of range.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(Path), nameof(Path), "must name a file");
        Require(Enum.IsDefined(Synchronous), nameof(Synchronous), "must be Full or Normal");
        Require(ReaderCount is >= 1 and <= 64, nameof(ReaderCount), "must be 1 to 64");
        Require(MaxGroupSize is >= 1 and <= 100_000, nameof(MaxGroupSize), "must be 1 to 100,000");
        Require(CheckpointBytes is >= 1L << 20 and <= 1L << 30, nameof(CheckpointBytes), "must be 1 MiB to 1 GiB");
        Require(CacheBytes is >= 1L << 20 and <= 1L << 34, nameof(CacheBytes), "must be 1 MiB to 16 GiB");
        Require(MmapBytes >= 0, nameof(MmapBytes), "must not be negative");
    }

    private static void Require(bool holds, string option, string demand)
    {
        if (!holds)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, $"Database option {option} {demand}.");
    }
}
