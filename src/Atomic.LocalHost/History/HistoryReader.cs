using System.Text;
using Atomic.Core.Errors;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.History;

/// <summary>Reads what <see cref="HistoryWriter"/> wrote.</summary>
internal static class HistoryReader
{
    /// <summary>Adds a blob's events to a list.</summary>
    /// <param name="blob">The blob; the events' payloads are slices of it.</param>
    /// <param name="output">The payload of events that leave theirs in the instance's row.</param>
    /// <param name="events">The list; events before a defect are added.</param>
    /// <exception cref="AtomicException">The bytes are not history, or of a newer format.</exception>
    public static void Read(ReadOnlyMemory<byte> blob, ReadOnlyMemory<byte> output, List<HistoryEvent> events)
    {
        var position = 0;
        while (position < blob.Length)
        {
            var format = blob.Span[position++];
            if (format != HistoryFormat.Version)
                throw new AtomicException(ErrorCodes.Internal, $"History has format {format}, but this program reads format {HistoryFormat.Version} only.");
            var length = Varint(blob.Span, ref position);
            if (length > (ulong)(blob.Length - position))
                throw Damaged();
            ReadSegment(blob.Slice(position, (int)length), output, events);
            position += (int)length;
        }
    }

    private static void ReadSegment(ReadOnlyMemory<byte> segment, ReadOnlyMemory<byte> output, List<HistoryEvent> events)
    {
        var position = 0;
        long ticks = 0;
        while (position < segment.Length)
        {
            var flags = segment.Span[position++];
            var type = (HistoryEventType)(flags & HistoryFormat.TypeMask);
            if (type > HistoryEventType.ExecutionTerminated)
                throw Damaged();
            var taskId = (int)Varint(segment.Span, ref position) - 1;
            var difference = Varint(segment.Span, ref position);
            ticks += (long)(difference >> 1) ^ -(long)(difference & 1);
            if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
                throw Damaged();
            var name = (flags & HistoryFormat.HasName) != 0 ? Encoding.UTF8.GetString(Slice(segment, ref position).Span) : null;
            var payload = (flags & HistoryFormat.HasPayload) != 0 ? Slice(segment, ref position) : default;
            if ((flags & HistoryFormat.PayloadInRow) != 0)
                payload = output;
            events.Add(new HistoryEvent(type, new DateTimeOffset(ticks, TimeSpan.Zero), taskId, name, payload));
        }
    }

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> segment, ref int position)
    {
        var length = Varint(segment.Span, ref position);
        if (length > (ulong)(segment.Length - position))
            throw Damaged();
        var slice = segment.Slice(position, (int)length);
        position += (int)length;
        return slice;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && position < bytes.Length; shift += 7)
        {
            var next = bytes[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Damaged();
    }

    private static AtomicException Damaged() => new(ErrorCodes.Internal, "History is damaged: its bytes do not end where they should.");
}
