using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>References within one schema: `$ref`, `$anchor`, `$defs`, and the keywords about identity that are refused
/// (Core, section 8).</summary>
internal sealed class SchemaReferences
{
    private readonly Queue<ReferenceRule> _unbound = new();
    private readonly Dictionary<string, SchemaNode> _anchors = [];

    /// <summary>The readers of this family by keyword.</summary>
    public static Dictionary<string, Func<KeywordSource, SchemaRule?>> Readers { get; } = new()
    {
        ["$ref"] = ReadReference,
        ["$anchor"] = ReadAnchor,
        ["$dynamicAnchor"] = ReadAnchor, // without $dynamicRef it names a place as $anchor does
        ["$defs"] = CompileDefinitions,
        ["definitions"] = CompileDefinitions, // the older name of $defs, which the meta-schema still describes
        ["$id"] = ReadId,
        ["$schema"] = ReadDialect,
        ["dependencies"] = RefuseInOlderDialect,
        ["additionalItems"] = RefuseInOlderDialect,
        ["$dynamicRef"] = RefuseUnsupported,
        ["$recursiveRef"] = RefuseUnsupported,
        ["unevaluatedItems"] = RefuseUnsupported,
        ["unevaluatedProperties"] = RefuseUnsupported,
    };

    /// <summary>Finds what each reference leads to, compiling places that no keyword led to.</summary>
    public void Bind(SchemaCompiler compiler)
    {
        // Anchors last: following a pointer can compile more of the schema and so find more of them.
        var toAnchors = new List<ReferenceRule>();
        while (compiler.Defect is null && _unbound.TryDequeue(out var reference))
        {
            if (reference.Target.Length > 0 && reference.Target[0] != '/') toAnchors.Add(reference);
            else BindTo(reference, compiler.Find(reference.Target), compiler);
        }
        foreach (var reference in toAnchors) BindTo(reference, _anchors.GetValueOrDefault(reference.Target), compiler);
    }

    /// <summary>Refuses subschemas that come back to themselves without going into the value, and chains that are too long.</summary>
    public static void RefuseCycles(SchemaCompiler compiler, IEnumerable<SchemaNode> nodes)
    {
        var done = new HashSet<SchemaNode>();
        var entered = new HashSet<SchemaNode>();
        foreach (var node in nodes) Visit(node);

        void Visit(SchemaNode node)
        {
            if (compiler.Defect is not null || done.Contains(node)) return;
            if (entered.Count == SchemaLimits.MaxReferenceChain)
            {
                compiler.Refuse(node.Pointer,
                    $"More than {SchemaLimits.MaxReferenceChain} subschemas apply to one value through one another; shorten the chain.");
            }
            else if (!entered.Add(node))
            {
                compiler.Refuse(node.Pointer,
                    "The subschema leads back to itself for the same value; put properties or items in between.");
            }
            if (compiler.Defect is not null) return;
            foreach (var next in node.Rules.SelectMany(rule => rule.InPlace)) Visit(next);
            entered.Remove(node);
            done.Add(node);
        }
    }

    private static void BindTo(ReferenceRule reference, SchemaNode? node, SchemaCompiler compiler)
    {
        reference.Node = node;
        if (node is null)
            compiler.Refuse(reference.Pointer, $"The reference \"#{reference.Target}\" leads nowhere; define its target or correct it.");
    }

    private static SchemaRule? ReadReference(KeywordSource source)
    {
        if (source.Text() is not { } text) return null;
        if (!text.StartsWith('#'))
        {
            return source.Refuse(
                "References out of the schema are not followed; copy the target into $defs and refer to it with \"#/$defs/...\".");
        }
        var reference = new ReferenceRule(source.Pointer, Uri.UnescapeDataString(text[1..]));
        source.References._unbound.Enqueue(reference);
        return reference;
    }

    private static SchemaRule? ReadAnchor(KeywordSource source)
    {
        if (source.Text() is not { } name) return null;
        if (!IsAnchorName(name))
            return source.Refuse("An anchor is a letter or \"_\" followed by letters, digits, \"-\", \"_\" or \".\"; rename it.");
        return source.References._anchors.TryAdd(name, source.Node)
            ? null
            : source.Refuse($"The anchor \"{name}\" is used twice; rename one.");
    }

    private static bool IsAnchorName(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    private static SchemaRule? CompileDefinitions(KeywordSource source)
    {
        _ = source.NamedSubschemas();
        return null;
    }

    private static SchemaRule? ReadId(KeywordSource source)
    {
        if (source.Text() is null) return null;
        return source.SchemaPointer.Length == 0
            ? null
            : source.Refuse("\"$id\" below the root is not supported; use $defs, $anchor and references that begin with \"#\".");
    }

    private static SchemaRule? ReadDialect(KeywordSource source)
    {
        if (source.Text() is not { } dialect) return null;
        return SchemaDialects.IsKnown(dialect)
            ? null
            : source.Refuse($"The dialect of the schema is not known; set \"$schema\" to {SchemaDialects.Current}, or leave it out.");
    }

    private static SchemaRule? RefuseInOlderDialect(KeywordSource source) =>
        source.IsOlderDialect
            ? source.Refuse($"\"{source.Keyword}\" is gone from draft 2020-12, as which the schema is read; use {(
                source.Keyword == "dependencies" ? "\"dependentRequired\" or \"dependentSchemas\"." : "\"prefixItems\" with \"items\".")}")
            : null;

    private static SchemaRule? RefuseUnsupported(KeywordSource source) =>
        source.Refuse($"\"{source.Keyword}\" is not supported; {(source.Keyword[0] == '$'
            ? "use \"$ref\" with a target in the same schema."
            : "name all items or properties in one subschema and use \"items\" or \"additionalProperties\".")}");

    /// <summary>Applies the subschema that it leads to.</summary>
    private sealed class ReferenceRule(string pointer, string target) : SchemaRule
    {
        public string Pointer { get; } = pointer;

        public string Target { get; } = target;

        /// <summary>Set once by <see cref="Bind"/>, before the schema is handed out.</summary>
        public SchemaNode? Node { get; set; }

        public override IEnumerable<SchemaNode> InPlace => [Node!];

        public override IEnumerable<SchemaNode> Always => InPlace;

        public override bool Check(JsonElement instance, ValidationRun run) => run.Apply(Node!, instance);
    }
}
