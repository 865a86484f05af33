namespace Atomic.Orchestration.Submissions;

/// <summary>What all requests' bodies have in common.</summary>
public static class RequestDocument
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The body without its byte order mark, which some editors write and RFC 8259 lets a reader skip.</summary>
    /// <param name="body">The body.</param>
    public static ReadOnlyMemory<byte> SkipByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
}
