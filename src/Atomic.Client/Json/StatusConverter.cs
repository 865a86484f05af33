using System.Text.Json;
using System.Text.Json.Serialization;
using Atomic.Client.Microtasks;

namespace Atomic.Client.Json;

/// <summary>The names of a microtask's states on the wire.</summary>
internal sealed class StatusConverter() : JsonStringEnumConverter<MicrotaskStatus>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
{
    /// <summary>The state's name.</summary>
    /// <param name="status">The state.</param>
    public static string NameOf(MicrotaskStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());
}
