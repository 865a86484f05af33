using System.Text.Json.Serialization;

namespace Atomic.Functions.Journals;

/// <summary>The form of journals and of the envelopes that carry them: camel case, nulls left out, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<JournalEntry>))]
[JsonSerializable(typeof(StatusEnvelope))]
[JsonSerializable(typeof(OutputEnvelope))]
[JsonSerializable(typeof(string))]
internal sealed partial class JournalJson : JsonSerializerContext;
