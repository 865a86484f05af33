using System.Buffers;

namespace Atomic.Replay.Server;

/// <summary>Reads the body of a request whole, up to the server's limit, without copying it.</summary>
internal static class RequestBody
{
    public const long MostBytes = 1024 * 1024;

    /// <summary>Calls the reader once with the whole body, which is valid only during the call.</summary>
    /// <exception cref="BadHttpRequestException">The body is larger than the limit, or not as its headers say.</exception>
    public static async ValueTask<T> ReadAsync<T>(HttpContext http, Func<ReadOnlySequence<byte>, T> reader)
    {
        var pipe = http.Request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync(http.RequestAborted);
            if (!read.IsCompleted)
            {
                pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return reader(read.Buffer);
            }
            finally
            {
                pipe.AdvanceTo(read.Buffer.End);
            }
        }
    }
}
