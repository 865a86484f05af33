using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Atomic.Client.Typed;

/// <summary>Schemas as JSON.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(string))]
internal sealed partial class SchemaJson : JsonSerializerContext;
