using System.Text.Json;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Streaming;

/// <summary>Passes an answer's pieces on and counts them: what was passed on is billed even where the endpoint never says what it bills.</summary>
/// <param name="inner">Takes the pieces.</param>
internal sealed class MeteredSink(IAnswerSink inner) : IAnswerSink
{
    private long _characters;
    private int _pieces;

    /// <summary>Characters passed on: of text the text's, of anything else its JSON's.</summary>
    public long Characters => Volatile.Read(ref _characters);

    /// <summary>Whether anything was passed on.</summary>
    public bool HasPassed => Volatile.Read(ref _pieces) > 0;

    /// <inheritdoc/>
    public ValueTask WriteAsync(AnswerDelta delta, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _pieces);
        Interlocked.Add(ref _characters, LengthOf(delta.Delta));
        return inner.WriteAsync(delta, cancellationToken);
    }

    private static int LengthOf(JsonElement delta) => delta switch
    {
        { ValueKind: JsonValueKind.Undefined } => 0,
        { ValueKind: JsonValueKind.Object } when delta.TryGetProperty("content"u8, out var content) && content.ValueKind == JsonValueKind.String =>
            content.GetRawText().Length - 2,
        _ => delta.GetRawText().Length,
    };
}
