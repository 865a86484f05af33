using System.Net.ServerSentEvents;
using Atomic.Core.Decisions;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Chat;

namespace Atomic.Providers.Streaming;

/// <summary>
/// Reads an answer while it arrives, and passes its pieces on. That an answer has ended is not passed on before any of it was: as long as nothing was, another
/// bidder may still answer. Whatever an endpoint sends ends in an answer or in a fault, within the bounds.
/// </summary>
/// <param name="sink">Takes the pieces.</param>
/// <param name="choices">How many choices were asked for.</param>
/// <param name="limits">The bounds.</param>
/// <param name="time">The clock.</param>
internal sealed class AnswerStream(IAnswerSink sink, int choices, StreamLimits limits, TimeProvider time)
{
    private readonly List<AnswerDelta> _pending = [];

    /// <summary>What has arrived.</summary>
    public GrowingAnswer Answer { get; } = new(choices);

    /// <summary>Whether a piece was passed on.</summary>
    public bool HasPassedOn { get; private set; }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">What the endpoint sends.</param>
    /// <param name="cancellationToken">The call's limit, and its caller's.</param>
    /// <returns>What is wrong; null where the answer is whole.</returns>
    /// <exception cref="OperationCanceledException">The limit was reached, or the caller has gone.</exception>
    public async Task<AnswerFault?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var bounded = new BoundedStream(stream, StreamLimits.MaxBytes, StreamLimits.MaxPieceBytes, () => limits.IdleWhen(Answer.IsComplete), time);
        try
        {
            return await ReadPiecesAsync(bounded, cancellationToken);
        }
        catch (StreamBoundException bound)
        {
            return Answer.IsComplete ? null : bound.Fault;
        }
        catch (Exception broken) when (broken is (IOException or HttpRequestException) && !cancellationToken.IsCancellationRequested)
        {
            return Answer.IsComplete ? null : new AnswerFault(AttemptOutcome.Unreachable, "broke off the connection in the middle of its answer; check that it runs");
        }
    }

    /// <summary>Passes on an answer that came whole although a stream was asked for.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task PassOnAsync(ModelAnswer answer, CancellationToken cancellationToken)
    {
        for (var index = 0; index < answer.Choices.Count; index++)
            _pending.Add(WholeDelta.Of(index, answer.Choices[index]));
        await PassOnAsync(cancellationToken);
    }

    private async Task<AnswerFault?> ReadPiecesAsync(BoundedStream stream, CancellationToken cancellationToken)
    {
        var pieces = 0;
        await foreach (var item in SseParser.Create(stream, StreamPiece.Read).EnumerateAsync(cancellationToken))
        {
            if (++pieces > StreamLimits.MaxPieces)
                return AnswerFault.Malformed($"sent a stream of more than {StreamLimits.MaxPieces} pieces, the rest of which was not read");
            if (item.Data.IsEnd)
                return Answer.IsComplete || Answer.HasContent ? null : AnswerFault.Malformed("ended its stream before its answer was complete");
            if (item.Data.Json is not { } piece)
                return AnswerFault.Malformed("sent a piece of its stream that is no JSON in UTF-8");
            if (Answer.Add(piece, _pending) is { } fault)
                return fault;
            await PassOnAsync(cancellationToken);
        }

        if (Answer.IsComplete)
            return null;
        return pieces == 0 ? ModelAnswer.NoCompletion : AnswerFault.Malformed("closed its stream before its answer was complete");
    }

    private async ValueTask PassOnAsync(CancellationToken cancellationToken)
    {
        if (!HasPassedOn && !_pending.Exists(static delta => GrowingChoice.Adds(delta.Delta)))
            return;
        foreach (var delta in _pending)
        {
            // Before it is written: a writer that is cancelled may have written it all the same.
            HasPassedOn = true;
            await sink.WriteAsync(delta, cancellationToken);
        }

        _pending.Clear();
    }
}
