using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Atomic.Testing.Azurite;

/// <summary>One Azurite on free ports of the loopback, with its data in a folder of its own on disk; it can be stopped and started again with the same data.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    // The name that the emulator's addresses have in their paths; the key is made for this server alone.
    private const string Account = "devstoreaccount1";
    private const int MaxStarts = 3;

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(15);

    private readonly AzuriteCommand _command;
    private readonly string _folder = Directory.CreateTempSubdirectory("atomic-azurite-").FullName;
    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private readonly StringBuilder _output = new();
    private int[] _ports = [];
    private Process? _process;

    private AzuriteServer(AzuriteCommand command) => _command = command;

    /// <summary>What a client connects with.</summary>
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};" +
        $"BlobEndpoint=http://127.0.0.1:{_ports[0]}/{Account};QueueEndpoint=http://127.0.0.1:{_ports[1]}/{Account};TableEndpoint=http://127.0.0.1:{_ports[2]}/{Account};";

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="command">How.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static async Task<AzuriteServer> StartAsync(AzuriteCommand command, CancellationToken cancellationToken)
    {
        var server = new AzuriteServer(command);
        for (var starts = 1; ; starts++)
        {
            server._ports = FreePorts();
            try
            {
                await server.StartAsync(cancellationToken);
                return server;
            }
            catch (InvalidOperationException) when (starts < MaxStarts)
            {
                // Another process may have taken a port between looking and listening.
            }
        }
    }

    /// <summary>Starts it again, on the same ports and with the same data.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(_command.FileName, [.. _command.Arguments, .. Arguments()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _folder,
        };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{_key}";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_startLimit);
        try
        {
            foreach (var port in _ports)
                await WaitUntilAnswersAsync(port, _process, limit.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or InvalidOperationException)
        {
            await StopAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidOperationException($"Azurite ({_command.FileName}) does not start: {Output()}", failure);
        }
    }

    /// <summary>Asks it to end, so that it writes its data, and ends it with all that it started where it does not.</summary>
    public async Task StopAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        using (process)
        {
            try
            {
                if (!OperatingSystem.IsWindows() && !process.HasExited)
                {
                    using var ask = Process.Start("kill", ["-TERM", process.Id.ToString()]);
                    await ask.WaitForExitAsync();
                    await process.WaitForExitAsync().WaitAsync(s_stopLimit);
                }
            }
            catch (TimeoutException)
            {
                // Then without asking.
            }

            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private IEnumerable<string> Arguments() =>
    [
        "--location", _folder, "--silent", "--skipApiVersionCheck", "--disableTelemetry",
        "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
        "--blobPort", _ports[0].ToString(), "--queuePort", _ports[1].ToString(), "--tablePort", _ports[2].ToString(),
    ];

    private static int[] FreePorts()
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, 3).Select(static _ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (var listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
            listener.Stop();
        return ports;
    }

    private static async Task WaitUntilAnswersAsync(int port, Process process, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"It ended with exit code {process.ExitCode}.");
            try
            {
                // Any answer will do: this one has no signature, and is refused.
                using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/{Account}"), cancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }
        }
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.AppendLine(line);
    }

    private string Output()
    {
        lock (_output)
            return _output.ToString();
    }
}
