using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atomic.Core.Json;

/// <summary>Writes enum members on the wire in kebab case (<c>RateLimited</c> as <c>"rate-limited"</c>) and refuses integers.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
public sealed class KebabCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
