using System.Globalization;
using Atomic.Core.Errors;

namespace Atomic.Storage.Sqlite.Database;

/// <summary>
/// Keeps a second process away from the file. The lock is the operating system's, so that it goes with the process, also on kill -9. The process id
/// stands in a file beside it, because a file that is locked whole cannot be read on every system.
/// </summary>
internal sealed class DatabaseLock : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _pidPath;

    private DatabaseLock(FileStream file, string pidPath) => (_lock, _pidPath) = (file, pidPath);

    /// <summary>Locks, creating the directory where it is missing.</summary>
    /// <exception cref="AtomicException">
    /// <see cref="ErrorCodes.DatabaseLocked"/> where another process has it, <see cref="ErrorCodes.InvalidConfiguration"/> where the directory cannot be written.
    /// </exception>
    public static DatabaseLock Acquire(string path)
    {
        var pidPath = path + ".pid";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } directory)
                Directory.CreateDirectory(directory);
            var file = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            File.WriteAllText(pidPath, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DatabaseLock(file, pidPath);
        }
        catch (IOException exception) when (IsSharingViolation(exception))
        {
            throw new AtomicException(
                ErrorCodes.DatabaseLocked,
                $"Database {path} is in use by process {HolderOf(pidPath)}: stop that process, or choose another file.",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AtomicException(
                ErrorCodes.InvalidConfiguration, $"The directory of database {path} cannot be written ({exception.Message}): check its permissions and free space.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            File.Delete(_pidPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The pid is for a message only; the lock itself is released below.
        }

        _lock.Dispose();
    }

    /// <summary>EWOULDBLOCK of flock on Linux (11) and macOS (35), ERROR_SHARING_VIOLATION on Windows.</summary>
    private static bool IsSharingViolation(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string HolderOf(string pidPath)
    {
        try
        {
            return File.ReadAllText(pidPath).Trim() is { Length: > 0 } pid ? pid : "unknown";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
