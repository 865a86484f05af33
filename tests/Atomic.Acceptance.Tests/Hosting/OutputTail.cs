using System.Collections.Concurrent;
using System.Diagnostics;

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>The last lines that processes wrote, for the messages of failed tests.</summary>
internal sealed class OutputTail
{
    private const int MaxLines = 200;

    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>Reads both outputs of a process that was just started.</summary>
    public void Read(Process process)
    {
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public override string ToString() => string.Join('\n', _lines);

    private void Add(string? line)
    {
        if (line is null)
            return;
        _lines.Enqueue(line);
        while (_lines.Count > MaxLines)
            _lines.TryDequeue(out _);
    }
}
