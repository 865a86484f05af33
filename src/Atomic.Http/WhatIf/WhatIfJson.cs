using System.Text.Json.Serialization;
using Atomic.Orchestration.WhatIf;

namespace Atomic.Http.WhatIf;

/// <summary>The wire form of a what-if: camel case, what cannot be told left out, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WhatIfAnswer))]
internal sealed partial class WhatIfJson : JsonSerializerContext;
