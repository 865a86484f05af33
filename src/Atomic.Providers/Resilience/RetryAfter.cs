using System.Globalization;

namespace Atomic.Providers.Resilience;

/// <summary>Reads how long an endpoint asks to stay away.</summary>
internal static class RetryAfter
{
    /// <summary>The longest time that is believed; after it the endpoint is asked again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>The time of <c>retry-after-ms</c> (Azure) or <c>Retry-After</c> (RFC 9110, 10.2.3: seconds or a date); null where it is not said.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="now">Now.</param>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            && double.IsFinite(milliseconds))
        {
            return Bounded(TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, Longest.TotalMilliseconds)));
        }

        var header = response.Headers.RetryAfter;
        if (header?.Delta is { } delta)
            return Bounded(delta);
        return header?.Date is { } date ? Bounded(date - now) : null;
    }

    private static TimeSpan Bounded(TimeSpan time) => TimeSpan.FromTicks(Math.Clamp(time.Ticks, 0, Longest.Ticks));
}
