namespace Atomic.LocalHost.History;

/// <summary>
/// The bytes of history. A blob is a row of segments; a segment is a format byte, the length of its events as a varint, and the events. An event is
/// a byte of type and flags, the task id plus one as a varint, the zigzag difference of its ticks (UTC) to the event before it in the segment (to 0
/// for the first), then, as flagged, a name and a payload, each as a varint length and bytes. Types have the numbers of <c>HistoryEventType</c>.
/// </summary>
internal static class HistoryFormat
{
    /// <summary>The one format so far.</summary>
    public const byte Version = 1;

    /// <summary>The bits of the type.</summary>
    public const byte TypeMask = 0x1F;

    /// <summary>The payload stands in the instance's row: its output, which need not be stored twice.</summary>
    public const byte PayloadInRow = 0x20;

    /// <summary>A name follows.</summary>
    public const byte HasName = 0x40;

    /// <summary>A payload follows.</summary>
    public const byte HasPayload = 0x80;

    /// <summary>The longest varint of 64 bits.</summary>
    public const int LongestVarint = 10;
}
