namespace Atomic.Orchestration.Ports;

/// <summary>Takes an answer while it arrives.</summary>
public interface IAnswerSink
{
    /// <summary>Takes the next piece; waits where the reader is slower than the model. A reader that has gone takes every piece without a word.</summary>
    /// <param name="delta">The piece.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask WriteAsync(AnswerDelta delta, CancellationToken cancellationToken);
}
