using System.Text.Json.Serialization;

namespace Atomic.Evaluation.Routing;

/// <summary>Generated JSON writers of recorded outputs.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class OutputJson : JsonSerializerContext;
