using System.Buffers.Binary;
using System.Buffers.Text;

namespace Atomic.Core.Contexts;

/// <summary>The features of an input as text: Base64 of a byte for their format, the figures of shape in single precision, and the buckets, little-endian.</summary>
public static class ContextFeaturesText
{
    // Raised with the meaning of a bucket or a figure: features from before are then worth nothing.
    private const byte Format = 1;

    private const int Header = 1 + (TextShape.Count * sizeof(float));

    /// <summary>The text.</summary>
    /// <param name="features">The features.</param>
    public static string Write(ContextFeatures features)
    {
        var bytes = new byte[Header + (features.Buckets.Length * sizeof(ushort))];
        bytes[0] = Format;
        for (var i = 0; i < TextShape.Count; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(1 + (i * sizeof(float))), (float)features.Shape[i]);
        for (var i = 0; i < features.Buckets.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Header + (i * sizeof(ushort))), (ushort)features.Buckets[i]);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>The features of a text; null where it has none, or those of another version, and never throws.</summary>
    /// <param name="text">What <see cref="Write"/> gave.</param>
    public static ContextFeatures? Read(string text)
    {
        if (!Base64.IsValid(text)) return null;
        var bytes = Convert.FromBase64String(text).AsSpan();
        if (bytes.Length < Header || bytes[0] != Format || (bytes.Length - Header) % sizeof(ushort) != 0) return null;
        var (shape, buckets) = (new double[TextShape.Count], new int[(bytes.Length - Header) / sizeof(ushort)]);
        if (buckets.Length > ContextText.MaxDistinct) return null;
        for (var i = 0; i < shape.Length; i++) shape[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(1 + (i * sizeof(float)))..]);
        for (var i = 0; i < buckets.Length; i++) buckets[i] = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(Header + (i * sizeof(ushort)))..]);
        return Array.TrueForAll(shape, double.IsFinite) ? new ContextFeatures(buckets, shape) : null;
    }
}
