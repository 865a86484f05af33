using System.Threading.Channels;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Streaming;

/// <summary>The pieces of one answer, from who executes to who waits. Bounded: a slow reader slows the model down, it never fills memory.</summary>
public sealed class AnswerFeed : IAnswerSink, IDisposable
{
    private const int MostPieces = 256;

    private readonly Channel<AnswerDelta> _pieces = Channel.CreateBounded<AnswerDelta>(new BoundedChannelOptions(MostPieces) { SingleReader = true });
    private readonly Action _close;

    internal AnswerFeed(Action close) => _close = close;

    /// <summary>The pieces as they arrive. The reader learns from the microtask itself that there will be no more.</summary>
    public ChannelReader<AnswerDelta> Pieces => _pieces.Reader;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(AnswerDelta delta, CancellationToken cancellationToken)
    {
        try
        {
            await _pieces.Writer.WriteAsync(delta, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // The reader has gone; the answer is still wanted for the record.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _close();
        _pieces.Writer.TryComplete();
        while (_pieces.Reader.TryRead(out _))
        {
            // Frees a writer that waits for room.
        }
    }
}
