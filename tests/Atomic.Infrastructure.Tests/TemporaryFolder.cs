namespace Atomic.Infrastructure.Tests;

/// <summary>A folder that goes with its owner.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("atomic-infrastructure-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
