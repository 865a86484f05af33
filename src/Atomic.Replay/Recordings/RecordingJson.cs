using System.Text.Json.Serialization;

namespace Atomic.Replay.Recordings;

/// <summary>Generated JSON readers of the recording format.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TaskLine))]
[JsonSerializable(typeof(MarketFile))]
internal sealed partial class RecordingJson : JsonSerializerContext;
