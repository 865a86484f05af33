using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Keywords that apply subschemas to properties: `properties`, `patternProperties`, `additionalProperties`, `propertyNames`
/// (Core, section 10.3.2).</summary>
internal static class ObjectApplicators
{
    /// <summary>The readers of this family by keyword.</summary>
    public static Dictionary<string, Func<KeywordSource, SchemaRule?>> Readers { get; } = new()
    {
        ["properties"] = source => source.NamedSubschemas() is { } nodes ? new PropertiesRule(nodes) : null,
        ["patternProperties"] = ReadPatternProperties,
        ["additionalProperties"] = ReadAdditionalProperties,
        ["propertyNames"] = source => new PropertyNamesRule(source.Subschema()),
    };

    private static PatternPropertiesRule? ReadPatternProperties(KeywordSource source)
    {
        if (source.NamedSubschemas() is not { } nodes) return null;
        var patterns = new List<(SchemaPattern, SchemaNode)>();
        foreach (var (text, node) in nodes)
        {
            if (source.Pattern(text) is not { } pattern) return null;
            patterns.Add((pattern, node));
        }
        return new PatternPropertiesRule(patterns);
    }

    private static AdditionalPropertiesRule? ReadAdditionalProperties(KeywordSource source)
    {
        var patterns = new List<SchemaPattern>();
        foreach (var text in NamesIn(source, "patternProperties"))
        {
            if (source.Pattern(text) is not { } pattern) return null;
            patterns.Add(pattern);
        }
        return new AdditionalPropertiesRule(source.Subschema(), [.. NamesIn(source, "properties")], patterns);
    }

    private static IEnumerable<string> NamesIn(KeywordSource source, string sibling) =>
        source.Sibling(sibling, JsonValueKind.Object) is { } members ? members.EnumerateObject().Select(member => member.Name) : [];

    /// <summary>Applies a step to each property of an object, with the path at that property.</summary>
    private abstract class PropertyRule : SchemaRule
    {
        public override bool Check(JsonElement instance, ValidationRun run)
        {
            if (instance.ValueKind != JsonValueKind.Object) return true;
            var passes = true;
            foreach (var property in instance.EnumerateObject())
            {
                var name = property.Name;
                run.SpendOnText(name.Length);
                if (run.HasEnded) return false;
                run.Path.Push(name);
                passes &= CheckProperty(name, property.Value, run);
                run.Path.Pop();
                if (!passes && run.StopsAtFirst) break;
            }
            return passes;
        }

        protected abstract bool CheckProperty(string name, JsonElement value, ValidationRun run);
    }

    private sealed class PropertiesRule(Dictionary<string, SchemaNode> nodes) : PropertyRule
    {
        public override IEnumerable<SchemaNode> OfProperty(string name, ValidationRun run) => nodes.TryGetValue(name, out var node) ? [node] : [];

        protected override bool CheckProperty(string name, JsonElement value, ValidationRun run) =>
            !nodes.TryGetValue(name, out var node) || run.Apply(node, value);
    }

    private sealed class PatternPropertiesRule(List<(SchemaPattern Pattern, SchemaNode Node)> patterns) : PropertyRule
    {
        public override IEnumerable<SchemaNode> OfProperty(string name, ValidationRun run) =>
            patterns.Where(pattern => pattern.Pattern.IsMatch(name, run)).Select(static pattern => pattern.Node);

        protected override bool CheckProperty(string name, JsonElement value, ValidationRun run)
        {
            var passes = true;
            foreach (var (pattern, node) in patterns)
            {
                if (pattern.IsMatch(name, run)) passes &= run.Apply(node, value);
            }
            return passes;
        }
    }

    private sealed class AdditionalPropertiesRule(SchemaNode node, HashSet<string> named, List<SchemaPattern> patterns) : PropertyRule
    {
        public override IEnumerable<SchemaNode> OfProperty(string name, ValidationRun run) => IsNamed(name, run) ? [] : [node];

        protected override bool CheckProperty(string name, JsonElement value, ValidationRun run) => IsNamed(name, run) || run.Apply(node, value);

        private bool IsNamed(string name, ValidationRun run) => named.Contains(name) || patterns.Exists(pattern => pattern.IsMatch(name, run));
    }

    private sealed class PropertyNamesRule(SchemaNode node) : PropertyRule
    {
        protected override bool CheckProperty(string name, JsonElement value, ValidationRun run) =>
            run.Probe(node, JsonSerializer.SerializeToElement(name))
            || run.Report("propertyNames", "The name of the property is not one that \"propertyNames\" allows; rename it.");
    }
}
