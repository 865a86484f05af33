using System.Text.Json.Serialization;
using Atomic.Orchestration.Access;

namespace Atomic.Storage.Azure.ApiKeys;

/// <summary>An API key as it stands in its rows: a field that is added later is empty in older rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ApiKey))]
internal sealed partial class ApiKeyJson : JsonSerializerContext;
