using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Atomic.InProcess.Calls;

/// <summary>
/// An answer on its way from a handler to a client in the same process. It has begun with its first byte; from then on the client reads while the handler
/// writes, neither getting far ahead of the other.
/// </summary>
internal sealed class InProcessResponse : HttpResponseFeature, IHttpResponseBodyFeature, IHttpRequestLifetimeFeature
{
    private readonly Pipe _pipe = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _aborted;
    private PipeWriter? _writer;

    /// <summary>An answer that has not begun.</summary>
    /// <param name="caller">Cancels the request.</param>
    public InProcessResponse(CancellationToken caller)
    {
        _aborted = CancellationTokenSource.CreateLinkedTokenSource(caller);
        Stream = new StartingStream(_pipe.Writer.AsStream(leaveOpen: true), Begin);
        Reader = new AbandoningStream(_pipe.Reader.AsStream(), Abandon);
        RequestAborted = _aborted.Token;
    }

    /// <summary>Completes once status and headers stand.</summary>
    public Task Started => _started.Task;

    /// <summary>The body, for the client; closing it early aborts the request.</summary>
    public Stream Reader { get; }

    /// <inheritdoc/>
    public override bool HasStarted => _started.Task.IsCompleted;

    /// <inheritdoc/>
    public Stream Stream { get; }

    /// <inheritdoc/>
    public PipeWriter Writer => _writer ??= PipeWriter.Create(Stream, new StreamPipeWriterOptions(leaveOpen: true));

    /// <inheritdoc/>
    public CancellationToken RequestAborted { get; set; }

    /// <inheritdoc/>
    public void Abort() => Fail(new IOException("The answer was cut off."));

    /// <inheritdoc/>
    public void DisableBuffering()
    {
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        Begin();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No route of the house sends files.");

    /// <inheritdoc/>
    public async Task CompleteAsync()
    {
        if (_writer is not null)
            await _writer.CompleteAsync();
        Begin();
        await _pipe.Writer.CompleteAsync();
    }

    /// <summary>The client has read what it wanted, once: a handler that still runs is told, and writes into the void.</summary>
    public void Abandon()
    {
        _aborted.Cancel();
        _aborted.Dispose();
        _pipe.Reader.Complete();
    }

    /// <summary>The answer broke: a client that waits for it or reads it is told.</summary>
    /// <param name="failure">Why.</param>
    public void Fail(Exception failure)
    {
        _started.TrySetException(failure);
        _pipe.Writer.Complete(failure);
    }

    private void Begin() => _started.TrySetResult();
}
