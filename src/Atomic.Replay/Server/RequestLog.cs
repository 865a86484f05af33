namespace Atomic.Replay.Server;

/// <summary>The requests received: the latest ones in memory, all of them in a file if one is given.</summary>
internal sealed class RequestLog : IDisposable
{
    private readonly int _capacity;
    private readonly Queue<LoggedRequest> _latest = new();
    private readonly Lock _lock = new();
    private readonly FileStream? _file;

    public RequestLog(string? path, int capacity)
    {
        _capacity = capacity;
        if (path is null)
            return;
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        // No buffer of its own: each write is a system call, so that a line survives the death of this process.
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>Adds a line; when this returns, the operating system has it.</summary>
    public void Add(LoggedRequest request)
    {
        AnswerBuffer? line = null;
        if (_file is not null)
        {
            line = AnswerBuffer.Rent();
            WriteLine(line, request);
        }

        lock (_lock)
        {
            if (_latest.Count == _capacity)
                _latest.Dequeue();
            _latest.Enqueue(request);
            if (line is not null)
                _file!.Write(line.Written.Span);
        }

        line?.Return();
    }

    /// <summary>The latest requests, oldest first.</summary>
    public LoggedRequest[] Snapshot()
    {
        lock (_lock)
            return [.. _latest];
    }

    /// <summary>Forgets the requests in memory; the file stays as it is.</summary>
    public void Clear()
    {
        lock (_lock)
            _latest.Clear();
    }

    public void Dispose() => _file?.Dispose();

    public static void WriteLine(AnswerBuffer buffer, LoggedRequest request)
    {
        var json = buffer.StartJson();
        json.WriteStartObject();
        json.WriteNumber("ordinal"u8, request.Ordinal);
        json.WriteString("time"u8, request.Time);
        json.WriteString("model"u8, request.Model);
        json.WriteString("idempotencyKey"u8, request.IdempotencyKey);
        json.WriteString("inputHash"u8, request.InputHash);
        json.WriteNumber("status"u8, request.Status);
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
    }
}
