namespace Atomic.Cli.Recordings;

/// <summary>A folder of this process's own, deleted with what is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("atomic-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Something else looks into it; the system's temporary folder is cleaned up by the system.
        }
    }
}
