using System.Text.Json.Serialization;
using Atomic.Orchestration.Queues;

namespace Atomic.Storage.Azure.Poison;

/// <summary>A message as it stands in its row: a field that is added later is empty in older rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PoisonMessage))]
internal sealed partial class PoisonJson : JsonSerializerContext;
