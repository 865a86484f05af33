using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Atomic.Benchmarks.Servers;

/// <summary>A real <c>atomic</c> process on a free loopback port.</summary>
internal sealed class AtomicProcess : IAsyncDisposable
{
    private readonly Process _process;

    private AtomicProcess(Process process, Uri baseUrl) => (_process, BaseUrl) = (process, baseUrl);

    public Uri BaseUrl { get; }

    /// <summary>Resident memory of the process in bytes, by the operating system.</summary>
    public long WorkingSetBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>CPU time of the process so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a command that serves HTTP, and waits until it answers.</summary>
    /// <param name="arguments">The command line; <c>{port}</c> stands for the port.</param>
    /// <param name="readyPath">The path that answers 200 once it is ready.</param>
    public static async Task<AtomicProcess> StartAsync(IReadOnlyList<string> arguments, string readyPath)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "atomic.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument.Replace("{port}", port.ToString(), StringComparison.Ordinal));
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, line) => { };
        process.OutputDataReceived += static (_, line) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var server = new AtomicProcess(process, new Uri($"http://127.0.0.1:{port}"));
        await server.WaitUntilReadyAsync(readyPath);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync(string path)
    {
        using var client = new HttpClient { BaseAddress = BaseUrl };
        var limit = Stopwatch.StartNew();
        while (limit.Elapsed < TimeSpan.FromSeconds(60) && !_process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(20);
        }

        throw new InvalidOperationException($"The server at {BaseUrl} did not become ready.");
    }
}
