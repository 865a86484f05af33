using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Microtasks;

/// <summary>What is done with an input; the names are those of OpenTelemetry's <c>gen_ai.operation.name</c>.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<Operation>))]
public enum Operation
{
    /// <summary>A text, a chat or an object is answered.</summary>
    Chat,

    /// <summary>Texts are turned into vectors.</summary>
    Embeddings,
}
