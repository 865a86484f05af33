using System.Text;
using Atomic.Orchestration.Queues;

namespace Atomic.Storage.Azure.Queues;

/// <summary>How the text of a message stands in its body.</summary>
internal static class QueueText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The body of a text.</summary>
    /// <param name="text">The text; JSON where the encoding is <see cref="QueueEncoding.None"/>.</param>
    /// <param name="encoding">How it travels.</param>
    public static string Encode(string text, QueueEncoding encoding) => encoding switch
    {
        QueueEncoding.Base64 => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),

        // The service's XML has no place for these two; in JSON they can only stand in strings, where an escape means the same.
        _ => text.Replace("\uFFFE", "\\uFFFE", StringComparison.Ordinal).Replace("\uFFFF", "\\uFFFF", StringComparison.Ordinal),
    };

    /// <summary>The text of a body. A body that is not Base64 of a text is the text itself: JSON never looks like Base64.</summary>
    /// <param name="body">The body.</param>
    /// <param name="encoding">How it travels.</param>
    public static string Decode(string body, QueueEncoding encoding)
    {
        if (encoding != QueueEncoding.Base64)
            return body;
        var bytes = new byte[body.Length];
        if (!Convert.TryFromBase64String(body, bytes, out var length))
            return body;
        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return body;
        }
    }
}
