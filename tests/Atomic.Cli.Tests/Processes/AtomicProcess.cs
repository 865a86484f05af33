using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Atomic.Cli.Tests.Processes;

/// <summary>The built command line as a process of its own, in a folder of its own.</summary>
internal sealed class AtomicProcess : IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource _outEnded = new();
    private readonly TaskCompletionSource _errorsEnded = new();
    private TaskCompletionSource _heard = new();

    private AtomicProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data, text => _out.Append(text).Append('\n'), _outEnded);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, _errors.Enqueue, _errorsEnded);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Out => _out.ToString();

    public string Errors => string.Join('\n', _errors);

    public static AtomicProcess Start(string folder, params IReadOnlyList<string> arguments) => Start(folder, new Dictionary<string, string?>(), arguments);

    public static AtomicProcess Start(string folder, IReadOnlyDictionary<string, string?> environment, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "atomic.dll"), .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in (string[])["AZURE_OPENAI_ENDPOINT", "OPENAI_BASE_URL", "NO_COLOR", "ATOMIC_API_KEY"])
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new AtomicProcess(new Process { StartInfo = start });
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<AtomicProcess> RunAsync(string folder, params IReadOnlyList<string> arguments)
    {
        var process = Start(folder, arguments);
        await process.ExitAsync();
        return process;
    }

    public int ExitCode => _process.ExitCode;

    public async Task<int> ExitAsync()
    {
        using var limit = new CancellationTokenSource(Bound);
        await _process.WaitForExitAsync(limit.Token);
        await Task.WhenAll(_outEnded.Task, _errorsEnded.Task).WaitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Waits for a line on stderr.</summary>
    public async Task<string> HearAsync(string part)
    {
        using var limit = new CancellationTokenSource(Bound);
        while (true)
        {
            var next = Volatile.Read(ref _heard).Task;
            if (_errors.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } line)
                return line;
            _process.HasExited.ShouldBeFalse($"it ended before it said '{part}': {Errors}");
            await Task.WhenAny(next, _process.WaitForExitAsync(limit.Token)).WaitAsync(limit.Token);
            await Task.Yield();
        }
    }

    /// <summary>Waits for the one JSON object on stdout, which comes through another pipe than what is heard on stderr.</summary>
    public async Task<string> JsonAsync()
    {
        using var limit = new CancellationTokenSource(Bound);
        while (true)
        {
            var next = Volatile.Read(ref _heard).Task;
            if (Out is { Length: > 0 } json)
                return json;
            await next.WaitAsync(limit.Token);
        }
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Hear(string? text, Action<string> keep, TaskCompletionSource ended)
    {
        if (text is null)
            ended.TrySetResult();
        else
            keep(text);
        Interlocked.Exchange(ref _heard, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
