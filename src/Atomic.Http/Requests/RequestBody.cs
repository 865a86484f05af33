using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Requests;

/// <summary>
/// A request's body in memory, up to a limit. A small body is read where the server put it, without a copy; a larger one is gathered in
/// pooled memory, so that the server's own buffer is free to take the rest. Dispose it before the answer is written.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private readonly SequencePosition _end;
    private PipeReader? _reader;
    private byte[]? _rented;

    private RequestBody(PipeReader reader, ReadOnlySequence<byte> buffer)
    {
        Memory = buffer.First;
        _reader = reader;
        _end = buffer.End;
    }

    private RequestBody(byte[] rented, int length)
    {
        Memory = rented.AsMemory(0, length);
        _rented = rented;
    }

    /// <summary>The body; valid until this is disposed.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>Reads the body to its end, or until it is over the limit.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBytes">The limit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The body, or null where it is over the limit.</returns>
    /// <exception cref="BadHttpRequestException">The body breaks the protocol, or stopped coming.</exception>
    public static async ValueTask<RequestBody?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes) return null;
        try
        {
            return await ReadAsync(request.BodyReader, maxBytes, (int)(request.ContentLength ?? 0), cancellationToken);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            // Some malformed chunks come as this: named for what it is, it is not taken for a failure of a store.
            throw new BadHttpRequestException("The body could not be read.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The memory is ours until the reader is told that all was consumed.
        _reader?.AdvanceTo(_end);
        _reader = null;
        if (_rented is null) return;
        ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
    }

    private static async ValueTask<RequestBody?> ReadAsync(PipeReader reader, int maxBytes, int expected, CancellationToken cancellationToken)
    {
        var result = await reader.ReadAsync(cancellationToken);
        return result.IsCompleted && result.Buffer.IsSingleSegment && result.Buffer.Length <= maxBytes
            ? new RequestBody(reader, result.Buffer)
            : await GatherAsync(reader, result, maxBytes, expected, cancellationToken);
    }

    private static async ValueTask<RequestBody?> GatherAsync(
        PipeReader reader, ReadResult result, int maxBytes, int expected, CancellationToken cancellationToken)
    {
        var gathered = ArrayPool<byte>.Shared.Rent(Math.Max(expected, 4096));
        var length = 0;
        var complete = false;
        try
        {
            while (true)
            {
                var part = result.Buffer;
                var fits = part.Length <= maxBytes - length;
                if (fits)
                {
                    gathered = Grow(gathered, length, length + (int)part.Length);
                    part.CopyTo(gathered.AsSpan(length));
                    length += (int)part.Length;
                }

                reader.AdvanceTo(part.End);
                if (!fits) return null;
                if (result.IsCompleted) break;
                result = await reader.ReadAsync(cancellationToken);
            }

            complete = true;
            return new RequestBody(gathered, length);
        }
        finally
        {
            if (!complete) ArrayPool<byte>.Shared.Return(gathered);
        }
    }

    private static byte[] Grow(byte[] gathered, int kept, int needed)
    {
        if (needed <= gathered.Length) return gathered;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, gathered.Length * 2));
        gathered.AsSpan(0, kept).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(gathered);
        return larger;
    }
}
