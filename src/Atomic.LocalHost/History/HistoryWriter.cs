using System.Text;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.History;

/// <summary>Gathers the events of an instance until they are taken as one segment.</summary>
internal sealed class HistoryWriter
{
    private byte[] _bytes = new byte[256];
    private int _length;
    private long _ticks;

    /// <summary>Whether nothing was gathered.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Adds an event.</summary>
    public void Append(HistoryEventType type, DateTimeOffset at, int taskId, string? name, ReadOnlySpan<byte> payload)
    {
        var flags = (byte)type;
        if (name is not null)
            flags |= HistoryFormat.HasName;
        if (!payload.IsEmpty)
            flags |= HistoryFormat.HasPayload;
        Head(flags, at, taskId, (name?.Length * 3 ?? 0) + payload.Length);
        if (name is not null)
        {
            Varint((ulong)Encoding.UTF8.GetByteCount(name));
            _length += Encoding.UTF8.GetBytes(name, _bytes.AsSpan(_length));
        }

        if (!payload.IsEmpty)
        {
            Varint((ulong)payload.Length);
            payload.CopyTo(_bytes.AsSpan(_length));
            _length += payload.Length;
        }
    }

    /// <summary>Adds an event whose payload is the output in the instance's row.</summary>
    public void AppendWithPayloadInRow(HistoryEventType type, DateTimeOffset at) => Head((byte)((byte)type | HistoryFormat.PayloadInRow), at, -1, 0);

    /// <summary>Takes what was gathered, and begins anew.</summary>
    public byte[] Take()
    {
        Span<byte> header = stackalloc byte[1 + HistoryFormat.LongestVarint];
        header[0] = HistoryFormat.Version;
        var headerLength = 1 + WriteVarint(header[1..], (ulong)_length);
        var segment = new byte[headerLength + _length];
        header[..headerLength].CopyTo(segment);
        _bytes.AsSpan(0, _length).CopyTo(segment.AsSpan(headerLength));
        Clear();
        return segment;
    }

    /// <summary>Drops what was gathered.</summary>
    public void Clear() => (_length, _ticks) = (0, 0);

    private void Head(byte flags, DateTimeOffset at, int taskId, int more)
    {
        var needed = _length + more + 1 + (4 * HistoryFormat.LongestVarint);
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(needed, 2 * _bytes.Length));
        _bytes[_length++] = flags;
        Varint((ulong)(taskId + 1));
        var difference = at.UtcTicks - _ticks;
        _ticks = at.UtcTicks;
        Varint((ulong)((difference << 1) ^ (difference >> 63)));
    }

    private void Varint(ulong value) => _length += WriteVarint(_bytes.AsSpan(_length), value);

    private static int WriteVarint(Span<byte> target, ulong value)
    {
        var length = 0;
        while (value >= 0x80)
        {
            target[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[length++] = (byte)value;
        return length;
    }
}
