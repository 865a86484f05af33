using System.Buffers.Text;
using System.IO.Compression;
using System.Text.Json;
using Atomic.Core.Errors;

namespace Atomic.Functions.Journals;

/// <summary>A journal as text that is short, and that no JSON writer has to escape: JSON, compressed with gzip, in the URL-safe alphabet of base64.</summary>
internal static class JournalText
{
    // Two hundred bidders with every detail of their bids take about half a megabyte; more than this is not ours.
    private const int MaxJsonBytes = 16 * 1024 * 1024;

    /// <summary>Writes a journal.</summary>
    /// <param name="entries">Its events.</param>
    public static string Write(IReadOnlyList<JournalEntry> entries)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(gzip, entries, JournalJson.Default.IReadOnlyListJournalEntry);
        return Base64Url.EncodeToString(compressed.ToArray());
    }

    /// <summary>Reads a journal.</summary>
    /// <param name="text">What <see cref="Write"/> wrote.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.Internal"/> where it is none.</exception>
    public static IReadOnlyList<JournalEntry> Read(string text)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(Base64Url.DecodeFromChars(text)), CompressionMode.Decompress);
            using var json = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            {
                json.Write(buffer, 0, read);
                if (json.Length > MaxJsonBytes)
                    throw new InvalidDataException($"It has more than {MaxJsonBytes} bytes.");
            }

            return JsonSerializer.Deserialize(json.GetBuffer().AsSpan(0, (int)json.Length), JournalJson.Default.IReadOnlyListJournalEntry) ?? [];
        }
        catch (Exception failure) when (failure is FormatException or InvalidDataException or JsonException)
        {
            throw new AtomicException(ErrorCodes.Internal, $"The journal of an orchestration cannot be read ({failure.Message}); its explanation is lost, its answer is not.", failure);
        }
    }
}
