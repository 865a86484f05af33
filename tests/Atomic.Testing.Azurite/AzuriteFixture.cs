namespace Atomic.Testing.Azurite;

/// <summary>
/// One Azurite for a test assembly, started before its first test and stopped after its last. Where there is none, tests are skipped and say how to get it.
/// Register it with <c>[assembly: AssemblyFixture(typeof(AzuriteFixture))]</c>; give each test names of its own.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteCommand? _command;
    private AzuriteServer? _server;

    /// <summary>What a client connects with; a test that asks for it is skipped where there is no Azurite.</summary>
    public string ConnectionString
    {
        get
        {
            SkipUnlessFound();
            return _server!.ConnectionString;
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _command = await AzuriteCommand.FindAsync(CancellationToken.None);
        if (_command is not null)
            _server = await AzuriteServer.StartAsync(_command, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>Skips the test where there is no Azurite.</summary>
    public void SkipUnlessFound() => Assert.SkipWhen(_command is null, AzuriteCommand.HowToGetIt);

    /// <summary>Starts another one, for a test that stops it; the test disposes it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AzuriteServer> StartAnotherAsync(CancellationToken cancellationToken)
    {
        SkipUnlessFound();
        return AzuriteServer.StartAsync(_command!, cancellationToken);
    }
}
