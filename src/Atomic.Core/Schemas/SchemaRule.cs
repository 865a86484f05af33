using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>One keyword of a subschema, compiled. Immutable.</summary>
internal abstract class SchemaRule
{
    /// <summary>The subschemas that this rule applies to the very same value. A cycle over them would never end.</summary>
    public virtual IEnumerable<SchemaNode> InPlace => [];

    /// <summary>The subschemas that every value has to pass that this rule passes: what is known of a place without looking at a value.</summary>
    public virtual IEnumerable<SchemaNode> Always => [];

    /// <summary>The types of values that the rule may pass.</summary>
    public virtual JsonTypes Types => JsonTypes.All;

    /// <summary>The strings among the only values that the rule passes; null where it does not list them.</summary>
    public virtual IReadOnlyList<string>? Texts => null;

    /// <summary>The subschemas that the rule applies to an object's property of that name.</summary>
    public virtual IEnumerable<SchemaNode> OfProperty(string name, ValidationRun run) => [];

    /// <summary>The subschemas that the rule applies to an array's item at that index.</summary>
    public virtual IEnumerable<SchemaNode> OfItem(int index) => [];

    /// <summary>Whether the value passes; reports to <paramref name="run"/> what does not.</summary>
    public abstract bool Check(JsonElement instance, ValidationRun run);
}
