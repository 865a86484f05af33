namespace Atomic.Providers.Streaming;

/// <summary>
/// Reads an endpoint's stream within bounds: of bytes, of bytes in one event (which its reader has to hold), and of silence. The time that the reader of the pieces takes is not silence: only reads are timed.
/// </summary>
/// <param name="inner">The endpoint's stream.</param>
/// <param name="maxBytes">The most bytes.</param>
/// <param name="maxEventBytes">The most bytes between two empty lines.</param>
/// <param name="idle">The longest silence, asked for before every read.</param>
/// <param name="time">The clock.</param>
internal sealed class BoundedStream(Stream inner, long maxBytes, int maxEventBytes, Func<TimeSpan> idle, TimeProvider time) : Stream
{
    private readonly CancellationTokenSource _silence = new(Timeout.InfiniteTimeSpan, time);
    private long _read;
    private long _event;
    private bool _isAtLineStart;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="StreamBoundException">A bound was reached.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var limit = idle();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
        _silence.CancelAfter(limit);
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, either.Token);
        }
        catch (Exception broken) when (broken is (OperationCanceledException or IOException) && _silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw StreamBoundException.Silent(limit);
        }

        _silence.CancelAfter(Timeout.InfiniteTimeSpan);
        _read += read;
        if (_read > maxBytes)
            throw StreamBoundException.TooLong(maxBytes);
        return LongestEvent(buffer.Span[..read]) <= maxEventBytes ? read : throw StreamBoundException.EventTooLong(maxEventBytes);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // The longest event that goes on in these bytes or ends there.
    private long LongestEvent(ReadOnlySpan<byte> bytes)
    {
        var longest = 0L;
        foreach (var octet in bytes)
        {
            _event++;
            if (octet == '\n' && _isAtLineStart)
                (longest, _event) = (Math.Max(longest, _event), 0);
            if (octet != '\r')
                _isAtLineStart = octet == '\n';
        }

        return Math.Max(longest, _event);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _silence.Dispose();
        base.Dispose(disposing);
    }
}
