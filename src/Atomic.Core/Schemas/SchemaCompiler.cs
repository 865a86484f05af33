using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Turns the text of a schema into nodes. One instance compiles one schema, once; it keeps the first defect and goes no
/// further.</summary>
internal sealed class SchemaCompiler(JsonElement root)
{
    private readonly Dictionary<string, SchemaNode> _nodes = [];
    private readonly Dictionary<string, SchemaPattern> _patterns = [];
    private int _patternSize;

    /// <summary>The first defect; null while there is none.</summary>
    public SchemaDefect? Defect { get; private set; }

    /// <summary>The subschemas that were compiled, by the pointers to where they stand.</summary>
    public IReadOnlyDictionary<string, SchemaNode> Nodes => _nodes;

    /// <summary>The references of the schema, to be bound when all of it is known.</summary>
    public SchemaReferences References { get; } = new();

    /// <summary>Whether the schema says that it was written for an earlier draft.</summary>
    public bool IsOlderDialect { get; } = SchemaDialects.IsOlder(root);

    /// <summary>Compiles the whole schema. The result is of use only without a <see cref="Defect"/>.</summary>
    public SchemaNode Compile()
    {
        var node = Compile(root, "", "false", 1);
        if (Defect is null) References.Bind(this);
        if (Defect is null) SchemaReferences.RefuseCycles(this, _nodes.Values);
        return node;
    }

    /// <summary>The node at a pointer, compiled now if no keyword led there yet; null when the pointer leads nowhere.</summary>
    public SchemaNode? Find(string pointer)
    {
        if (_nodes.TryGetValue(pointer, out var known)) return known;
        return JsonPointer.TryFollow(root, pointer, out var schema) ? Compile(schema, pointer, "$ref", 1) : null;
    }

    /// <summary>Compiles one subschema.</summary>
    /// <param name="schema">Its text.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="keyword">The keyword above it, by which a schema `false` reports.</param>
    /// <param name="depth">How deep it is nested, in subschemas.</param>
    public SchemaNode Compile(JsonElement schema, string pointer, string keyword, int depth)
    {
        if (_nodes.TryGetValue(pointer, out var known)) return known;
        var node = new SchemaNode(pointer);
        _nodes.Add(pointer, node);
        if (depth > SchemaLimits.MaxSchemaDepth)
            Refuse(pointer, $"Subschemas are nested deeper than {SchemaLimits.MaxSchemaDepth}; move some into $defs and refer to them.");
        if (_nodes.Count > SchemaLimits.MaxSubschemas)
            Refuse(pointer, $"The schema has more than {SchemaLimits.MaxSubschemas} subschemas; share some through $defs.");
        if (Defect is not null) return node;
        switch (schema.ValueKind)
        {
            case JsonValueKind.True:
                break;
            case JsonValueKind.False:
                node.Rules = [new FalseRule(keyword)];
                break;
            case JsonValueKind.Object:
                node.Rules = CompileKeywords(schema, pointer, depth);
                break;
            default:
                Refuse(pointer, "A schema must be an object or a boolean; replace this value.");
                break;
        }
        return node;
    }

    /// <summary>The compiled regular expression; one that occurs again is shared.</summary>
    public SchemaPattern? CompilePattern(string text, string pointer)
    {
        if (_patterns.TryGetValue(text, out var known)) return known;
        if (_patterns.Count == SchemaLimits.MaxPatterns)
        {
            Refuse(pointer, $"The schema has more than {SchemaLimits.MaxPatterns} different regular expressions; share or drop some.");
            return null;
        }
        if (!SchemaPattern.TryCreate(text, out var pattern, out var message))
        {
            Refuse(pointer, message);
            return null;
        }
        _patternSize += pattern.Size;
        if (_patternSize > SchemaLimits.MaxPatternSize)
        {
            Refuse(pointer,
                $"The regular expressions are larger than {SchemaLimits.MaxPatternSize} together; simplify them or use maxLength.");
        }
        _patterns.Add(text, pattern);
        return pattern;
    }

    /// <summary>Keeps the defect if it is the first.</summary>
    public void Refuse(string pointer, string message) => Defect ??= new SchemaDefect(pointer, message);

    private List<SchemaRule> CompileKeywords(JsonElement schema, string pointer, int depth)
    {
        var rules = new List<SchemaRule>();
        foreach (var member in schema.EnumerateObject())
        {
            var source = new KeywordSource(this, schema, member.Name, member.Value, pointer, depth);
            if (KeywordReaders.TryRead(source, out var rule)) rules.Add(rule);
            if (Defect is not null) break;
        }
        return rules;
    }

    /// <summary>The schema `false`.</summary>
    private sealed class FalseRule(string keyword) : SchemaRule
    {
        public override bool Check(JsonElement instance, ValidationRun run) => run.Report(keyword, keyword switch
        {
            "additionalProperties" => "The property is not one that the schema allows; leave it out.",
            "items" => "The array has more items than the schema allows; leave this one out.",
            _ => "The schema allows no value here; leave it out.",
        });
    }
}
