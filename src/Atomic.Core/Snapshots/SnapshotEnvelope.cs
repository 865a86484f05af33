using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Atomic.Core.Snapshots;

/// <summary>
/// What every snapshot of something learned has around it: a byte that says in which format its content is, before it, and the SHA-256 of all that, behind it.
/// What was written reads as it was, bit for bit; bytes that were damaged, cut or made up are refused with a reason and never throw.
/// </summary>
internal static class SnapshotEnvelope
{
    private const int HashBytes = 32;

    /// <summary>A snapshot.</summary>
    /// <param name="format">The content's format.</param>
    /// <param name="write">Writes the content.</param>
    public static byte[] Seal(byte format, Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(format);
            write(writer);
        }

        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>What a snapshot holds.</summary>
    /// <param name="state">The snapshot.</param>
    /// <param name="format">The format that is read; another one is refused by its number.</param>
    /// <param name="what">What the content is, for a sentence: "a specialist's state".</param>
    /// <param name="read">Reads the content, all of it; throws <see cref="FormatException"/> where it is none.</param>
    /// <param name="content">The content, or null.</param>
    /// <param name="defect">Why there is none, in one sentence; or null.</param>
    public static bool TryOpen<T>(
        ReadOnlyMemory<byte> state, byte format, string what, Func<BinaryReader, T> read, [NotNullWhen(true)] out T? content, [NotNullWhen(false)] out string? defect)
        where T : class
    {
        content = null;
        defect = FindDefect(state.Span, format);
        if (defect is not null) return false;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(state[1..^HashBytes].ToArray()), Encoding.UTF8);
            var opened = read(reader);
            if (reader.BaseStream.Position != reader.BaseStream.Length) throw new FormatException("bytes are left over");
            content = opened;
            return true;
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            // The hash was right, so whoever wrote it wrote nonsense: told like any other damage.
            defect = $"The snapshot does not hold {what}: {exception.Message}.";
            return false;
        }
    }

    private static string? FindDefect(ReadOnlySpan<byte> state, byte format)
    {
        if (state.Length <= HashBytes) return $"The snapshot has {state.Length} bytes, too few for any state.";
        if (!SHA256.HashData(state[..^HashBytes]).AsSpan().SequenceEqual(state[^HashBytes..]))
            return "The snapshot is damaged: its hash does not match its content.";
        return state[0] == format ? null : $"The snapshot has format {state[0]}, and this version reads format {format}.";
    }
}
