using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>One keyword of a subschema, compiled. Immutable.</summary>
internal abstract class SchemaRule
{
    /// <summary>The subschemas that this rule applies to the very same value. A cycle over them would never end.</summary>
    public virtual IEnumerable<SchemaNode> InPlace => [];

    /// <summary>Whether the value passes; reports to <paramref name="run"/> what does not.</summary>
    public abstract bool Check(JsonElement instance, ValidationRun run);
}
