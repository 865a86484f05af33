using System.Text.Json.Nodes;

namespace Atomic.Client.Typed;

/// <summary>
/// Moves what a schema refers to under <c>$defs</c>. The exporter refers to the place where a recursive type came first, for instance
/// <c>#/properties/children/items</c>; models that are held to a schema take references to the root and to definitions only.
/// </summary>
internal static class SchemaDefinitions
{
    private const string Reference = "$ref";
    private const string Definitions = "$defs";

    /// <summary>Moves it, and returns the schema, which is changed.</summary>
    /// <param name="root">The schema.</param>
    /// <param name="exportedAt">Where in it the exported schema stands: <c>#</c>, or deeper where it was wrapped.</param>
    public static JsonObject Hoist(JsonObject root, string exportedAt)
    {
        var references = new List<JsonObject>();
        Collect(root, references);
        var definitions = new JsonObject();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);

        // The deepest first: a definition that stands within another is then a reference by the time that the other moves.
        foreach (var place in references.Select(reference => PlaceOf(reference, exportedAt)).Distinct(StringComparer.Ordinal).OrderByDescending(static place => place.Length).ToList())
        {
            if (place != "#")
                names[place] = Move(root, place, definitions);
        }

        foreach (var reference in references)
        {
            var place = PlaceOf(reference, exportedAt);
            Only(reference, place == "#" ? "#" : names[place]);
        }

        if (definitions.Count > 0)
            root[Definitions] = definitions;
        return root;
    }

    private static string PlaceOf(JsonObject reference, string exportedAt) => exportedAt + reference[Reference]!.GetValue<string>()[1..];

    // What stands beside a reference says nothing that its target does not, except a description.
    private static void Only(JsonObject reference, string target)
    {
        foreach (var name in reference.Select(static member => member.Key).Where(static name => name != "description").ToList())
            reference.Remove(name);
        reference[Reference] = target;
    }

    // Moves what stands at the place, and leaves a reference to it there.
    private static string Move(JsonObject root, string place, JsonObject definitions)
    {
        var steps = place[2..].Split('/').Select(static step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        JsonNode parent = root;
        foreach (var step in steps[..^1])
            parent = Child(parent, step, place);
        var target = Child(parent, steps[^1], place);
        var name = NameOf(steps, definitions);
        var reference = new JsonObject { [Reference] = $"#/{Definitions}/{name}" };
        if (parent is JsonArray list)
            list[int.Parse(steps[^1])] = reference;
        else
            parent[steps[^1]] = reference;
        definitions[name] = target;
        return $"#/{Definitions}/{name}";
    }

    private static JsonNode Child(JsonNode parent, string step, string place) =>
        (parent is JsonArray list ? list[int.Parse(step)] : parent[step]) ?? throw new InvalidOperationException($"The schema refers to {place}, which it does not have.");

    private static string NameOf(List<string> steps, JsonObject definitions)
    {
        var stem = steps[^1] == "items" && steps.Count > 1 ? $"{steps[^2]}Item" : steps[^1];
        var name = stem;
        for (var number = 2; definitions.ContainsKey(name); number++)
            name = $"{stem}{number}";
        return name;
    }

    private static void Collect(JsonNode? node, List<JsonObject> references)
    {
        switch (node)
        {
            case JsonObject schema:
                if (schema[Reference] is JsonValue)
                    references.Add(schema);
                foreach (var (_, member) in schema)
                    Collect(member, references);
                break;
            case JsonArray list:
                foreach (var item in list)
                    Collect(item, references);
                break;
        }
    }
}
