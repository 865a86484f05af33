using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Keywords that apply subschemas to items: `prefixItems`, `items`, `contains` (Core, section 10.3.1).</summary>
internal static class ArrayApplicators
{
    /// <summary>The readers of this family by keyword.</summary>
    public static Dictionary<string, Func<KeywordSource, SchemaRule?>> Readers { get; } = new()
    {
        ["prefixItems"] = source => source.Subschemas() is { } nodes ? new PrefixItemsRule(nodes) : null,
        ["items"] = ReadItems,
        ["contains"] = source =>
            new ContainsRule(source.Subschema(), source.SiblingCount("minContains") ?? 1, source.SiblingCount("maxContains")),
        ["minContains"] = RequireCount,
        ["maxContains"] = RequireCount,
    };

    private static SchemaRule? ReadItems(KeywordSource source) =>
        source.Value.ValueKind == JsonValueKind.Array
            ? source.Refuse("\"items\" must be one schema in draft 2020-12; use \"prefixItems\" for a list of schemas.")
            : new ItemsRule(source.Subschema(), source.Sibling("prefixItems", JsonValueKind.Array)?.GetArrayLength() ?? 0);

    /// <summary>`contains` reads these two; on their own they mean nothing, but their type is checked.</summary>
    private static SchemaRule? RequireCount(KeywordSource source)
    {
        _ = source.Count();
        return null;
    }

    private sealed class PrefixItemsRule(SchemaNode[] nodes) : SchemaRule
    {
        public override IEnumerable<SchemaNode> OfItem(int index) => index < nodes.Length ? [nodes[index]] : [];

        public override bool Check(JsonElement instance, ValidationRun run) =>
            instance.ValueKind != JsonValueKind.Array || ApplyToItems(instance.EnumerateArray().Take(nodes.Length), 0, i => nodes[i], run);
    }

    private sealed class ItemsRule(SchemaNode node, int skipped) : SchemaRule
    {
        public override IEnumerable<SchemaNode> OfItem(int index) => index < skipped ? [] : [node];

        public override bool Check(JsonElement instance, ValidationRun run) =>
            instance.ValueKind != JsonValueKind.Array || ApplyToItems(instance.EnumerateArray().Skip(skipped), skipped, _ => node, run);
    }

    private static bool ApplyToItems(IEnumerable<JsonElement> items, int index, Func<int, SchemaNode> nodeOf, ValidationRun run)
    {
        var passes = true;
        foreach (var item in items)
        {
            run.Path.Push(index);
            passes &= run.Apply(nodeOf(index), item);
            run.Path.Pop();
            if (!passes && run.StopsAtFirst) break;
            index++;
        }
        return passes;
    }

    private sealed class ContainsRule(SchemaNode node, long least, long? most) : SchemaRule
    {
        public override bool Check(JsonElement instance, ValidationRun run)
        {
            if (instance.ValueKind != JsonValueKind.Array) return true;
            var matches = 0L;
            foreach (var item in instance.EnumerateArray())
            {
                if (run.Probe(node, item)) matches++;
                if (run.HasEnded) return false;
                if (matches > most)
                    return run.Report("maxContains", $"The array must contain at most {most} items that match \"contains\".");
                if (most is null && matches >= least) return true;
            }
            var keyword = least == 1 ? "contains" : "minContains";
            return matches >= least || run.Report(keyword, $"The array must contain at least {least} items that match \"contains\".");
        }
    }
}
