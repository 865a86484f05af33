using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Providers.Chat;

namespace Atomic.Providers.Streaming;

/// <summary>The data of one event of a stream.</summary>
/// <param name="IsEnd">Whether it is the mark of the end.</param>
/// <param name="Json">What it says; null where it is the mark, or no JSON.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StreamPiece(bool IsEnd, JsonElement? Json)
{
    /// <summary>Reads the data of an event.</summary>
    /// <param name="type">The event's type.</param>
    /// <param name="data">Its data.</param>
    public static StreamPiece Read(string type, ReadOnlySpan<byte> data)
    {
        _ = type; // the protocol has none; whoever names errors so says it in the data as well
        if (data.Trim(" \t"u8).SequenceEqual("[DONE]"u8))
            return new StreamPiece(true, null);
        return new StreamPiece(false, AnswerJson.TryParse(data, out var json) ? json : null);
    }
}
