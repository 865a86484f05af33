using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.ObjectPool;

namespace Atomic.Replay.Server;

/// <summary>
/// A reusable buffer with a JSON writer on it. An answer is composed whole before it is sent, which gives its length and needs no
/// allocation per request.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The writer writes to memory and lives as long as the pooled buffer.")]
internal sealed class AnswerBuffer
{
    private const int MostPooled = 64;
    private const int MostKeptBytes = 64 * 1024;

    // A pool rather than thread-local storage: a stream keeps its buffer over awaits.
    private static readonly DefaultObjectPool<AnswerBuffer> Pool = new(new Policy(), MostPooled);

    private readonly ArrayBufferWriter<byte> _bytes = new(2048);
    private readonly Utf8JsonWriter _json;

    private AnswerBuffer()
    {
        // Services send UTF-8, not \u escapes; what is written here is well-formed by construction.
        _json = new Utf8JsonWriter(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>What was written so far.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public static AnswerBuffer Rent() => Pool.Get();

    /// <summary>Gives the buffer back; it must not be used afterwards.</summary>
    public void Return() => Pool.Return(this);

    /// <summary>The JSON writer, ready for a new value after what was written. Flush it before anything else is written.</summary>
    public Utf8JsonWriter StartJson()
    {
        _json.Reset(_bytes);
        return _json;
    }

    public void Write(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Clear() => _bytes.ResetWrittenCount();

    private sealed class Policy : IPooledObjectPolicy<AnswerBuffer>
    {
        public AnswerBuffer Create() => new();

        public bool Return(AnswerBuffer obj)
        {
            obj.Clear();
            return obj._bytes.Capacity <= MostKeptBytes;
        }
    }
}
