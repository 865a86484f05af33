using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>The JSON Schema (draft 2020-12) of a microtask's output, compiled. Immutable and safe for concurrent use; compiling and
/// validating are pure and bounded by <see cref="SchemaLimits"/>.</summary>
/// <remarks>
/// Not supported and refused by name: references out of the schema, `$dynamicRef`, `unevaluatedItems`, `unevaluatedProperties` and `$id`
/// below the root. `format` and unknown keywords are annotations and check nothing. Regular expressions are ECMA-262
/// as far as an engine without backtracking can take them: no lookaround and no back references.
/// </remarks>
public sealed class OutputSchema
{
    private readonly SchemaNode _root;
    private readonly IReadOnlyDictionary<string, SchemaNode> _nodes;

    private OutputSchema(SchemaNode root, IReadOnlyDictionary<string, SchemaNode> nodes) => (_root, _nodes) = (root, nodes);

    /// <summary>Compiles a schema. Nothing of <paramref name="schema"/> is kept: its document may be disposed afterwards.</summary>
    /// <param name="schema">An object or a boolean.</param>
    /// <param name="compiled">The schema, or null when it was refused.</param>
    /// <param name="defect">The first defect, or null.</param>
    /// <returns>Whether the schema was accepted.</returns>
    public static bool TryCompile(
        JsonElement schema, [NotNullWhen(true)] out OutputSchema? compiled, [NotNullWhen(false)] out SchemaDefect? defect)
    {
        compiled = null;
        if (JsonScan.FindFault(schema, SchemaLimits.MaxSchemaBytes) is var (pointer, message))
        {
            defect = new SchemaDefect(pointer, message);
            return false;
        }
        var compiler = new SchemaCompiler(schema);
        var root = compiler.Compile();
        defect = compiler.Defect;
        if (defect is null) compiled = new OutputSchema(root, compiler.Nodes);
        return defect is null;
    }

    /// <summary>Why no value at all can meet a schema, as far as that shows without trying values: a plain contradiction in what every value has to pass.</summary>
    /// <param name="schema">The text of this very schema.</param>
    /// <returns>The contradiction, or null where none was found.</returns>
    public SchemaDefect? FindContradiction(JsonElement schema) => SchemaContradictions.Find(schema, this);

    /// <summary>The place of the whole answer.</summary>
    internal SchemaPlace Root(ValidationRun run) => SchemaPlace.Of([_root], run);

    /// <summary>The subschema at a pointer, where a keyword or a reference led to it.</summary>
    internal SchemaNode? NodeAt(string pointer) => _nodes.GetValueOrDefault(pointer);

    /// <summary>Validates an answer.</summary>
    /// <param name="instance">Any JSON; a name twice in one object, broken Unicode and values beyond the limits are violations.</param>
    /// <returns>The violations in the order of finding, at most <see cref="SchemaLimits.MaxViolations"/>; empty when it fits.</returns>
    public IReadOnlyList<SchemaViolation> Validate(JsonElement instance)
    {
        if (JsonScan.FindFault(instance, SchemaLimits.MaxInstanceBytes) is var (pointer, message))
            return [new SchemaViolation(pointer, "", message)];
        var run = new ValidationRun();
        run.Apply(_root, instance);
        return run.Conclude();
    }
}
