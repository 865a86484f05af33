using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Atomic.Http.Requests;

/// <summary>Chooses among the media types on offer by the <c>Accept</c> header (RFC 9110 section 12.5.1).</summary>
internal static class AcceptedType
{
    /// <summary>
    /// The offer that the caller likes best, the earlier one where it likes two alike; the first where it has no preference, or one that
    /// cannot be read; null where it accepts none.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="offers">Media types, the default first.</param>
    public static string? Choose(HttpRequest request, IReadOnlyList<string> offers)
    {
        var header = request.Headers.Accept;
        if (header.Count == 0 || !MediaTypeHeaderValue.TryParseList(header, out var ranges) || ranges.Count == 0) return offers[0];
        string? best = null;
        var bestQuality = 0d;
        foreach (var offer in offers)
        {
            var quality = QualityOf(MediaTypeHeaderValue.Parse(offer), ranges);
            if (quality <= bestQuality) continue;
            best = offer;
            bestQuality = quality;
        }

        return best;
    }

    private static double QualityOf(MediaTypeHeaderValue offer, IList<MediaTypeHeaderValue> ranges)
    {
        // The most specific range that matches decides, whatever its place or quality.
        var specificity = 0;
        var quality = 0d;
        foreach (var range in ranges)
        {
            var matched = Specificity(offer, range);
            if (matched <= specificity) continue;
            specificity = matched;
            quality = range.Quality ?? 1;
        }

        return quality;
    }

    private static int Specificity(MediaTypeHeaderValue offer, MediaTypeHeaderValue range)
    {
        if (range.MatchesAllTypes) return 1;
        if (!range.Type.Equals(offer.Type, StringComparison.OrdinalIgnoreCase)) return 0;
        if (range.MatchesAllSubTypes) return 2;
        return range.SubType.Equals(offer.SubType, StringComparison.OrdinalIgnoreCase) ? 3 : 0;
    }
}
