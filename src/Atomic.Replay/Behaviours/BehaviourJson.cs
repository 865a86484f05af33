using System.Text.Json.Serialization;

namespace Atomic.Replay.Behaviours;

/// <summary>Generated JSON of behaviours; an unknown field is refused, because a mistyped rate would silently be 0.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ReplayBehaviour))]
internal sealed partial class BehaviourJson : JsonSerializerContext;
