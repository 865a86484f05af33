using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Requests;

/// <summary>
/// What a caller prefers (RFC 7240): <c>wait=SECONDS</c> and <c>respond-async</c>. Preferences that are not understood are ignored, as the RFC
/// asks; a wait over the limit is cut to it, and <c>Preference-Applied</c> says so.
/// </summary>
/// <param name="Seconds">Seconds to wait; null: no preference.</param>
/// <param name="RespondAsync">Whether the caller asked not to be kept waiting.</param>
internal readonly record struct WaitPreference(int? Seconds, bool RespondAsync)
{
    /// <summary>Reads the <c>Prefer</c> headers; of a preference that is stated twice the first counts.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxSeconds">The limit of <see cref="Seconds"/>.</param>
    public static WaitPreference Read(HttpRequest request, int maxSeconds)
    {
        int? seconds = null;
        var respondAsync = false;
        foreach (var header in request.Headers["Prefer"])
        {
            foreach (var range in header.AsSpan().Split(','))
            {
                var preference = header.AsSpan()[range];
                var parameters = preference.IndexOf(';');
                if (parameters >= 0) preference = preference[..parameters];
                preference = preference.Trim();
                if (preference.Equals("respond-async", StringComparison.OrdinalIgnoreCase)) respondAsync = true;
                else seconds ??= ReadWait(preference, maxSeconds);
            }
        }

        return new WaitPreference(seconds, respondAsync);
    }

    /// <summary>How long to wait for an end.</summary>
    /// <param name="defaultSeconds">Where the caller has no preference.</param>
    public TimeSpan WaitOr(int defaultSeconds) => TimeSpan.FromSeconds(Seconds ?? (RespondAsync ? 0 : defaultSeconds));

    /// <summary>Tells the caller which of its preferences were applied.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="isAsync">Whether the answer came before the end.</param>
    public void Confirm(HttpResponse response, bool isAsync)
    {
        var waited = Seconds is { } seconds ? $"wait={seconds}" : null;
        var applied = (RespondAsync && isAsync, waited) switch
        {
            (true, null) => "respond-async",
            (true, _) => $"respond-async, {waited}",
            _ => waited,
        };
        if (applied is not null) response.Headers["Preference-Applied"] = applied;
    }

    private static int? ReadWait(ReadOnlySpan<char> preference, int maxSeconds)
    {
        var equals = preference.IndexOf('=');
        if (equals < 0 || !preference[..equals].Trim().Equals("wait", StringComparison.OrdinalIgnoreCase)) return null;
        var digits = preference[(equals + 1)..].Trim().Trim('"');
        if (digits.IsEmpty || digits.IndexOfAnyExceptInRange('0', '9') >= 0) return null;
        return int.TryParse(digits, out var seconds) ? Math.Min(seconds, maxSeconds) : maxSeconds;
    }
}
