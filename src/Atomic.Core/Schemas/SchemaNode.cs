namespace Atomic.Core.Schemas;

/// <summary>One subschema, compiled: the rules that a value has to pass. The schema `true` has none.</summary>
/// <param name="pointer">Where it stands in the schema.</param>
internal sealed class SchemaNode(string pointer)
{
    /// <summary>Where it stands in the schema.</summary>
    public string Pointer { get; } = pointer;

    /// <summary>Set once by the compiler, before the schema is handed out.</summary>
    public IReadOnlyList<SchemaRule> Rules { get; set; } = [];
}
