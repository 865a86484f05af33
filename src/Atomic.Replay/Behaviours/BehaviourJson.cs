using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Atomic.Replay.Behaviours;

/// <summary>
/// How behaviours stand in JSON. By reflection: the generated readers give a field that is left out 0 instead of its default.
/// </summary>
internal static class BehaviourJson
{
    /// <summary>Camel case; an unknown field is refused, because a mistyped rate would silently be 0.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };
}
