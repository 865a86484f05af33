using System.Runtime.InteropServices;

namespace Atomic.Core.Schemas;

/// <summary>A place in an answer, by the subschemas that whatever stands there has to pass. What depends on the value (<c>anyOf</c>, <c>if</c>, …) is left
/// out, so that what a place tells is certain.</summary>
/// <param name="Nodes">Those subschemas.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SchemaPlace(IReadOnlyList<SchemaNode> Nodes)
{
    /// <summary>The place of those subschemas and of all that they lead to for the same value.</summary>
    /// <param name="nodes">Subschemas that apply there.</param>
    /// <param name="run">Pays for the work; a place found after it has ended is incomplete.</param>
    public static SchemaPlace Of(IEnumerable<SchemaNode> nodes, ValidationRun run)
    {
        var found = new List<SchemaNode>(2);
        var open = new Stack<SchemaNode>(nodes);
        while (open.TryPop(out var node))
        {
            run.Spend(1);
            if (run.HasEnded) break;
            if (found.Contains(node)) continue;
            found.Add(node);
            foreach (var next in node.Rules.SelectMany(static rule => rule.Always)) open.Push(next);
        }

        return new SchemaPlace(found);
    }

    /// <summary>The types of values that may stand there.</summary>
    public JsonTypes Types => Rules.Aggregate(JsonTypes.All, static (types, rule) => types & rule.Types);

    /// <summary>The only strings that may stand there; null where they are not listed.</summary>
    public IReadOnlyList<string>? Texts
    {
        get
        {
            var lists = Rules.Select(static rule => rule.Texts).OfType<IReadOnlyList<string>>().ToArray();
            return lists.Length switch
            {
                0 => null,
                1 => lists[0],
                _ => [.. lists[0].Where(text => lists.All(list => list.Contains(text, StringComparer.Ordinal)))],
            };
        }
    }

    private IEnumerable<SchemaRule> Rules => Nodes.SelectMany(static node => node.Rules);

    /// <summary>The place of a property of the object there.</summary>
    public SchemaPlace OfProperty(string name, ValidationRun run) => Of(Rules.SelectMany(rule => rule.OfProperty(name, run)), run);

    /// <summary>The place of an item of the array there.</summary>
    public SchemaPlace OfItem(int index, ValidationRun run) => Of(Rules.SelectMany(rule => rule.OfItem(index)), run);
}
