using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>
/// <c>atomic serve</c> as a real process, with a configuration and a data folder of its own. It can be killed, told to stop, and started again on
/// the same data at the same address.
/// </summary>
public sealed class AtomicServerProcess : IAsyncDisposable
{
    // A start takes a second; a machine under load may take many times that.
    private static readonly TimeSpan StartBound = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan ExitBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly string _folder = Directory.CreateTempSubdirectory("atomic-acceptance-").FullName;
    private readonly OutputTail _output = new();
    private readonly HouseClient _probe;
    private Process? _process;

    /// <summary>Prepares a server; <see cref="StartAsync"/> starts it.</summary>
    /// <param name="configuration">Its configuration file.</param>
    public AtomicServerProcess(JsonObject configuration)
    {
        Configure(configuration);
        BaseUrl = new Uri($"http://127.0.0.1:{FreePort()}/");
        _probe = new HouseClient(BaseUrl);
        AppDomain.CurrentDomain.ProcessExit += OnTestsExit;
    }

    /// <summary>Where it listens, over all of its lives.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The folder that holds its database.</summary>
    public string DataFolder => Path.Combine(_folder, "data");

    /// <summary>What it wrote.</summary>
    public string Output => _output.ToString();

    private string ConfigurationFile => Path.Combine(_folder, "atomic.json");

    private string[] Arguments => ["serve", "--config", ConfigurationFile, "--data", DataFolder, "--urls", BaseUrl.ToString().TrimEnd('/')];

    /// <summary>Gives it another configuration for its next start.</summary>
    /// <param name="configuration">Its configuration file.</param>
    public void Configure(JsonObject configuration) => File.WriteAllText(ConfigurationFile, configuration.ToJsonString());

    /// <summary>Starts it and waits until it takes work.</summary>
    public async Task StartAsync()
    {
        Launch();
        await WaitUntilReadyAsync();
    }

    /// <summary>Starts it and does not wait.</summary>
    public void Launch()
    {
        _process?.Dispose();
        _process = Process.Start(AtomicProgram.StartInfo(Arguments))!;
        _output.Read(_process);
    }

    /// <summary>Waits until it takes work.</summary>
    public async Task WaitUntilReadyAsync()
    {
        var clock = Stopwatch.StartNew();
        while (await _probe.TryGetReadyAsync() is null)
        {
            Running.HasExited.ShouldBeFalse($"the server ended at its start:\n{Output}");
            clock.Elapsed.ShouldBeLessThan(StartBound, $"the server is not ready:\n{Output}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Kills it with SIGKILL and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await WaitForExitAsync();
    }

    /// <summary>Asks it to stop with SIGTERM.</summary>
    public void Terminate() => UnixSignal.SendTerminate(Running.Id);

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> WaitForExitAsync()
    {
        using var bound = new CancellationTokenSource(ExitBound);
        await Running.WaitForExitAsync(bound.Token);
        return Running.ExitCode;
    }

    /// <summary>Runs a second server on the same data folder until it has ended.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public async Task<(int ExitCode, string Output)> RunSecondAsync()
    {
        string[] elsewhere = [.. Arguments[..^1], $"http://127.0.0.1:{FreePort()}"];
        return await RunAsync(elsewhere);
    }

    /// <summary>Runs it where it is expected to refuse to serve.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public async Task<(int ExitCode, string Output)> RunToTheEndAsync() => await RunAsync(Arguments);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnTestsExit;
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
        _probe.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string[] arguments)
    {
        using var process = Process.Start(AtomicProgram.StartInfo(arguments))!;
        var output = new OutputTail();
        output.Read(process);
        using var bound = new CancellationTokenSource(StartBound);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        return (process.ExitCode, output.ToString());
    }

    private Process Running => _process ?? throw new InvalidOperationException("The server was not started.");

    private void OnTestsExit(object? sender, EventArgs e)
    {
        if (_process is { HasExited: false })
            _process.Kill();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
