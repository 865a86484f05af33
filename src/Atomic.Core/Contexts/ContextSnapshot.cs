using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Atomic.Core.Contexts;

/// <summary>
/// A model's state as bytes with the SHA-256 of all that. Reading gives the same state bit for bit; bytes that were damaged, cut or made up are refused with a
/// reason and never throw.
/// </summary>
public static class ContextSnapshot
{
    /// <summary>Raised whenever the layout, the features or the meaning of a figure changes, for then old states must be learned anew.</summary>
    private const byte Format = 2;

    private const int HashBytes = 32;

    /// <summary>The state.</summary>
    /// <param name="model">Whose.</param>
    public static byte[] Write(ContextModel model)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Format);
            model.Write(writer);
        }

        stream.Write(SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        return stream.ToArray();
    }

    /// <summary>The model of that state.</summary>
    /// <param name="state">What <see cref="Write"/> gave.</param>
    /// <param name="model">The model, or null.</param>
    /// <param name="defect">Why there is none, in one sentence; or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> state, [NotNullWhen(true)] out ContextModel? model, [NotNullWhen(false)] out string? defect)
    {
        model = null;
        defect = FindDefect(state.Span);
        if (defect is not null) return false;
        try
        {
            using var reader = new BinaryReader(new MemoryStream(state[1..^HashBytes].ToArray()), Encoding.UTF8);
            var read = ContextModel.Read(reader);
            if (reader.BaseStream.Position != reader.BaseStream.Length) throw new FormatException("bytes are left over");
            model = read;
            return true;
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            // The hash was right, so whoever wrote it wrote nonsense: told like any other damage.
            defect = $"The snapshot does not hold what was learned of inputs: {exception.Message}.";
            return false;
        }
    }

    private static string? FindDefect(ReadOnlySpan<byte> state)
    {
        if (state.Length <= HashBytes) return $"The snapshot has {state.Length} bytes, too few for any state.";
        if (!SHA256.HashData(state[..^HashBytes]).AsSpan().SequenceEqual(state[^HashBytes..]))
            return "The snapshot is damaged: its hash does not match its content.";
        return state[0] == Format ? null : $"The snapshot has format {state[0]}, and this version reads format {Format}.";
    }
}
