using System.Text;
using Atomic.Core.Errors;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Tables;

/// <summary>
/// Texts of callers in rows: as the bytes of their UTF-8, so that any text comes back as it is, in as many properties of 64 KiB as it takes, 13 at most
/// (832 KiB), which leaves room for the rest of a row of 1 MiB.
/// </summary>
internal static class RowText
{
    private const int PropertyBytes = 64 * 1024;
    private const int MaxProperties = 13;

    /// <summary>The most bytes that the texts of one row have.</summary>
    public const int MaxBytes = PropertyBytes * MaxProperties;

    /// <summary>Refuses texts that do not fit one row together.</summary>
    /// <param name="what">What they are, for the sentence.</param>
    /// <param name="texts">The texts.</param>
    /// <returns>Their bytes.</returns>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.BodyTooLarge"/>.</exception>
    public static int Require(string what, params ReadOnlySpan<string?> texts)
    {
        var (bytes, properties) = (0L, 0L);
        foreach (var text in texts)
        {
            var length = text is null ? 0 : Encoding.UTF8.GetByteCount(text);
            bytes += length;
            properties += (length + PropertyBytes - 1) / PropertyBytes;
        }

        return properties <= MaxProperties
            ? (int)bytes
            : throw new AtomicException(ErrorCodes.BodyTooLarge, $"{what} has {bytes} bytes of text; a row in Azure Tables takes {MaxBytes}: shorten it.");
    }

    /// <summary>Writes a text; null leaves the property out.</summary>
    public static void Write(TableEntity row, string property, string? text)
    {
        if (text is null)
            return;
        var bytes = Encoding.UTF8.GetBytes(text);
        row[property] = bytes[..Math.Min(bytes.Length, PropertyBytes)];
        for (var part = 1; part * PropertyBytes < bytes.Length; part++)
            row[property + part] = bytes[(part * PropertyBytes)..Math.Min(bytes.Length, (part + 1) * PropertyBytes)];
    }

    /// <summary>Reads a text; null where there is none.</summary>
    public static string? Read(TableEntity row, string property)
    {
        if (row.GetBinary(property) is not { } first)
            return null;
        if (row.GetBinary(property + 1) is null)
            return Encoding.UTF8.GetString(first);
        using var all = new MemoryStream();
        all.Write(first);
        for (var part = 1; row.GetBinary(property + part) is { } next; part++)
            all.Write(next);
        return Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length);
    }
}
