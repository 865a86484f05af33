using System.Buffers;

namespace Atomic.Providers.Verifiers;

/// <summary>Reads a program's output from its beginning to its end, and ends the run where there is too much of it.</summary>
internal sealed class BoundedCapture : IDisposable
{
    private const int ReadBytes = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _read = new();
    private readonly Stream _stream;
    private readonly int _maxBytes;
    private readonly CancellationTokenSource _run;
    private readonly Task _reading;

    /// <summary>Begins to read.</summary>
    /// <param name="stream">The output.</param>
    /// <param name="maxBytes">How much is read.</param>
    /// <param name="run">The run, which is cancelled where there is more.</param>
    public BoundedCapture(Stream stream, int maxBytes, CancellationTokenSource run)
    {
        (_stream, _maxBytes, _run) = (stream, maxBytes, run);
        _reading = ReadAsync(run.Token);
    }

    /// <summary>Whether there was too much.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What was written, once its end is reached or the run is cancelled.</summary>
    public async Task<ReadOnlyMemory<byte>> EndAsync()
    {
        try
        {
            await _reading.WaitAsync(_run.Token);
            return _read.WrittenMemory;
        }
        catch (OperationCanceledException)
        {
            // Somebody holds the pipe open. What is in it until now is what the program itself wrote, unless that reading still goes on.
            return _reading.IsCompleted ? _read.WrittenMemory : default;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[ReadBytes];
        try
        {
            while (await _stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
            {
                if (_read.WrittenCount + count > _maxBytes)
                {
                    IsOver = true;
                    await _run.CancelAsync();
                    return;
                }

                _read.Write(buffer.AsSpan(0, count));
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The run is over; nobody reads on.
        }
    }
}
