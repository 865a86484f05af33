using System.Text.Json;

namespace Atomic.Orchestration.Telemetry;

/// <summary>Members of an enum as they stand on the wire (<c>RateLimited</c> as <c>rate-limited</c>), each made once.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
internal static class WireNames<TEnum>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, string> Names =
        Enum.GetValues<TEnum>().ToDictionary(static value => value, static value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    /// <summary>The member's name on the wire.</summary>
    /// <param name="value">A member.</param>
    public static string Of(TEnum value) => Names[value];
}
