using System.Text.Json.Serialization;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Markets;

/// <summary>The wire form of the market: camel case, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MarketView))]
internal sealed partial class MarketJson : JsonSerializerContext;
