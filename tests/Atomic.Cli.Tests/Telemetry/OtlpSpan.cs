namespace Atomic.Cli.Tests.Telemetry;

/// <summary>A span as it stands in an OTLP export, read from the wire: opentelemetry/proto/trace/v1/trace.proto.</summary>
internal sealed record OtlpSpan(string TraceId, string SpanId, string ParentId, string Name, IReadOnlyList<string> Attributes)
{
    public static IEnumerable<OtlpSpan> ReadAll(byte[] request)
    {
        foreach (var resource in Messages(request, 1))
        {
            foreach (var scope in Messages(resource, 2))
            {
                foreach (var span in Messages(scope, 2))
                    yield return Of(span);
            }
        }
    }

    private static OtlpSpan Of(byte[] span) => new(
        Convert.ToHexStringLower(Messages(span, 1).Single()),
        Convert.ToHexStringLower(Messages(span, 2).Single()),
        Convert.ToHexStringLower(Messages(span, 4).SingleOrDefault([])),
        System.Text.Encoding.UTF8.GetString(Messages(span, 5).Single()),
        [.. Messages(span, 9).Select(static attribute => System.Text.Encoding.UTF8.GetString(Messages(attribute, 1).Single()))]);

    private static List<byte[]> Messages(byte[] bytes, int field)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var key = Varint(bytes, ref at);
            switch (key & 7)
            {
                case 0:
                    Varint(bytes, ref at);
                    break;
                case 1:
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref at);
                    if ((int)(key >> 3) == field)
                        found.Add(bytes[at..(at + length)]);
                    at += length;
                    break;
                case 5:
                    at += 4;
                    break;
                default:
                    throw new InvalidDataException($"Not protobuf: wire type {key & 7}.");
            }
        }

        return found;
    }

    private static ulong Varint(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
