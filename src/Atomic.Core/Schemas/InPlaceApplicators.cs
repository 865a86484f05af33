using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Keywords that apply subschemas to the same value: `allOf`, `anyOf`, `oneOf`, `not`, `if`, `dependentSchemas`
/// (Core, section 10.2).</summary>
internal static class InPlaceApplicators
{
    /// <summary>The readers of this family by keyword.</summary>
    public static Dictionary<string, Func<KeywordSource, SchemaRule?>> Readers { get; } = new()
    {
        ["allOf"] = source => source.Subschemas() is { } nodes ? new AllOfRule(nodes) : null,
        ["anyOf"] = source => source.Subschemas() is { } nodes ? new AnyOfRule(nodes) : null,
        ["oneOf"] = source => source.Subschemas() is { } nodes ? new OneOfRule(nodes) : null,
        ["not"] = source => new NotRule(source.Subschema()),
        ["if"] = source => new IfRule(source.Subschema(), source.SiblingSubschema("then"), source.SiblingSubschema("else")),
        ["then"] = CompileOnly,
        ["else"] = CompileOnly,
        ["dependentSchemas"] = source => source.NamedSubschemas() is { } nodes ? new DependentSchemasRule(nodes) : null,
    };

    /// <summary>`if` reads these two; without it they check nothing, but a reference may lead there.</summary>
    private static SchemaRule? CompileOnly(KeywordSource source)
    {
        _ = source.Subschema();
        return null;
    }

    private static bool ApplyAll(IEnumerable<SchemaNode> nodes, JsonElement instance, ValidationRun run)
    {
        var passes = true;
        foreach (var node in nodes)
        {
            passes &= run.Apply(node, instance);
            if (!passes && run.StopsAtFirst) break;
        }
        return passes;
    }

    private sealed class AllOfRule(SchemaNode[] nodes) : SchemaRule
    {
        public override IEnumerable<SchemaNode> InPlace => nodes;

        public override IEnumerable<SchemaNode> Always => nodes;

        public override bool Check(JsonElement instance, ValidationRun run) => ApplyAll(nodes, instance, run);
    }

    private sealed class AnyOfRule(SchemaNode[] nodes) : SchemaRule
    {
        public override IEnumerable<SchemaNode> InPlace => nodes;

        public override IEnumerable<SchemaNode> Always => nodes.Length == 1 ? nodes : [];

        public override bool Check(JsonElement instance, ValidationRun run)
        {
            // With one alternative, what it misses is worth telling.
            if (nodes.Length == 1) return run.Apply(nodes[0], instance);
            return nodes.Any(node => run.Probe(node, instance))
                || run.Report("anyOf",
                    $"The value matches none of the {nodes.Length} alternatives of \"anyOf\"; make it fit one.");
        }
    }

    private sealed class OneOfRule(SchemaNode[] nodes) : SchemaRule
    {
        public override IEnumerable<SchemaNode> InPlace => nodes;

        public override IEnumerable<SchemaNode> Always => nodes.Length == 1 ? nodes : [];

        public override bool Check(JsonElement instance, ValidationRun run)
        {
            if (nodes.Length == 1) return run.Apply(nodes[0], instance);
            return nodes.Where(node => run.Probe(node, instance)).Take(2).Count() switch
            {
                1 => true,
                0 => run.Report("oneOf", $"The value matches none of the {nodes.Length} alternatives of \"oneOf\"; make it fit just one."),
                _ => run.Report("oneOf", "The value matches more than one alternative of \"oneOf\"; make it fit exactly one."),
            };
        }
    }

    private sealed class NotRule(SchemaNode node) : SchemaRule
    {
        public override IEnumerable<SchemaNode> InPlace => [node];

        public override bool Check(JsonElement instance, ValidationRun run) =>
            !run.Probe(node, instance) || run.Report("not", "The value matches the schema under \"not\"; make it differ.");
    }

    private sealed class IfRule(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : SchemaRule
    {
        public override IEnumerable<SchemaNode> InPlace =>
            new[] { condition, then, otherwise }.OfType<SchemaNode>();

        public override bool Check(JsonElement instance, ValidationRun run)
        {
            if (then is null && otherwise is null) return true;
            var branch = run.Probe(condition, instance) ? then : otherwise;
            return branch is null || run.Apply(branch, instance);
        }
    }

    private sealed class DependentSchemasRule(Dictionary<string, SchemaNode> nodes) : SchemaRule
    {
        public override IEnumerable<SchemaNode> InPlace => nodes.Values;

        public override bool Check(JsonElement instance, ValidationRun run)
        {
            if (instance.ValueKind != JsonValueKind.Object) return true;
            var present = ObjectAssertions.NamesOf(instance, run);
            run.Spend(nodes.Count / 16);
            return ApplyAll(nodes.Where(dependent => present.Contains(dependent.Key)).Select(dependent => dependent.Value), instance, run);
        }
    }
}
