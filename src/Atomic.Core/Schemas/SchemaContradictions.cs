using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>
/// Finds schemas that no value can meet. What it finds is certain; it does not find everything: a schema whose contradiction lies deeper is accepted, and
/// every answer to it is refused. Bounded by a number of steps, after which it finds nothing.
/// </summary>
internal sealed class SchemaContradictions
{
    private const int MaxSteps = 20_000;
    private const int MaxDepth = 256;

    private static readonly JsonTypes[] EachType =
        [JsonTypes.Null, JsonTypes.Boolean, JsonTypes.Object, JsonTypes.Array, JsonTypes.String, JsonTypes.Integer, JsonTypes.Fraction];

    private readonly JsonElement _root;
    private readonly OutputSchema _compiled;
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);
    private readonly ValidationRun _run = new();
    private int _steps;

    private SchemaContradictions(JsonElement root, OutputSchema compiled) => (_root, _compiled) = (root, compiled);

    /// <summary>Why no value can meet the schema; null where none was found.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="compiled">The same, compiled.</param>
    public static SchemaDefect? Find(JsonElement schema, OutputSchema compiled)
    {
        var search = new SchemaContradictions(schema, compiled);
        var defect = search.Of([new SchemaPart(schema, "")], JsonTypes.All);
        return search._steps > MaxSteps ? null : defect;
    }

    /// <summary>Why no value of those types can pass all of the parts; null where none was found.</summary>
    private SchemaDefect? Of(List<SchemaPart> given, JsonTypes types)
    {
        if (++_steps > MaxSteps || given.Count == 0 || _entered.Count == MaxDepth || Together(given) is not { } parts) return null;
        var key = string.Join('\n', parts.Select(static part => part.Pointer).Order(StringComparer.Ordinal).Prepend(types.ToString()));

        // Whoever needs itself to be complete never is: a value of finite size has no such part.
        if (!_entered.Add(key))
            return new SchemaDefect(parts[0].Pointer, "The subschema requires itself without end, so that no value fits; make a property on the way optional.");
        var defect = OfParts(parts, types);
        _entered.Remove(key);
        return defect;
    }

    private SchemaDefect? OfParts(IReadOnlyList<SchemaPart> parts, JsonTypes types)
    {
        if (parts.FirstOrDefault(static part => part.Schema.ValueKind == JsonValueKind.False || IsNever(part)) is { Pointer: { } pointer })
            return new SchemaDefect(pointer, "The subschema allows no value; leave it out, or allow something.");
        foreach (var part in parts)
        {
            types &= TypesOf(part);
            if (types == JsonTypes.None)
                return new SchemaDefect(JsonPointer.Append(part.Pointer, "type"), "The types that are demanded here have none in common, so that no value fits; let them share one.");
        }

        return OfListedValues(parts) ?? OfTypes(parts, types) ?? OfAlternatives(parts, types);
    }

    // Every type that is left has to fail, each for its own reason; the first is told.
    private SchemaDefect? OfTypes(IReadOnlyList<SchemaPart> parts, JsonTypes types)
    {
        SchemaDefect? first = null;
        foreach (var type in EachType)
        {
            if (!types.HasFlag(type)) continue;
            var defect = type switch
            {
                JsonTypes.Integer or JsonTypes.Fraction => SchemaBounds.OfNumbers(parts),
                JsonTypes.String => SchemaBounds.OfCounts(parts, "minLength", "maxLength"),
                JsonTypes.Array => SchemaBounds.OfCounts(parts, "minItems", "maxItems") ?? OfItems(parts),
                JsonTypes.Object => SchemaBounds.OfCounts(parts, "minProperties", "maxProperties") ?? OfProperties(parts),
                _ => null,
            };
            if (defect is null) return null;
            first ??= defect;
        }

        return first;
    }

    private SchemaDefect? OfItems(IReadOnlyList<SchemaPart> parts)
    {
        var least = parts.Max(static part => part.Number("minItems") is { } number ? number.ToCount() : 0);
        if (least == 0) return null;
        List<SchemaPart> first = [.. parts.Select(static part => part.Members("prefixItems").Select(static item => (SchemaPart?)item).FirstOrDefault() ?? part.Inner("items")).OfType<SchemaPart>()];
        if (Of(first, JsonTypes.All) is { } defect) return defect;
        foreach (var part in parts)
        {
            var listed = part.Keyword("prefixItems", JsonValueKind.Array)?.GetArrayLength() ?? 0;
            if (least > listed && part.Keyword("items", JsonValueKind.False) is not null)
                return new SchemaDefect(JsonPointer.Append(part.Pointer, "items"), "\"items\" allows fewer items than \"minItems\" demands, so that no array fits; correct one of the two.");
        }

        return null;
    }

    private SchemaDefect? OfProperties(IReadOnlyList<SchemaPart> parts)
    {
        var most = parts.Min(static part => part.Number("maxProperties") is { } number ? number.ToCount() : long.MaxValue);
        foreach (var part in parts)
        {
            if (part.Keyword("required", JsonValueKind.Array) is not { } required) continue;
            var pointer = JsonPointer.Append(part.Pointer, "required");
            if (required.GetArrayLength() > most)
                return new SchemaDefect(pointer, "\"required\" names more properties than \"maxProperties\" allows, so that no object fits; correct one of the two.");
            foreach (var name in required.EnumerateArray().Select(static name => name.GetString()!))
            {
                List<SchemaPart> said = [.. parts.Select(other => other.OfProperty(name)).OfType<SchemaPart>()];
                if (said.Exists(static one => one.Schema.ValueKind == JsonValueKind.False))
                    return new SchemaDefect(pointer, "A property is required that the schema does not allow, so that no object fits; allow it under \"properties\", or do not require it.");
                if (Of(said, JsonTypes.All) is { } defect) return defect;
            }
        }

        return null;
    }

    private SchemaDefect? OfAlternatives(IReadOnlyList<SchemaPart> parts, JsonTypes types)
    {
        foreach (var part in parts)
        {
            foreach (var keyword in (string[])["anyOf", "oneOf"])
            {
                var alternatives = part.Members(keyword).ToArray();
                if (alternatives.Length == 0) continue;
                var defects = alternatives.Select(alternative => Of([alternative], types)).TakeWhile(static defect => defect is not null).ToArray();
                if (defects.Length == alternatives.Length) return defects[0];
            }
        }

        return null;
    }

    // Where the values are listed, each can be tried against everything else that applies.
    private SchemaDefect? OfListedValues(IReadOnlyList<SchemaPart> parts)
    {
        foreach (var part in parts)
        {
            var keyword = part.Inner("const") is null ? "enum" : "const";
            if (part.Inner(keyword) is not { } listed) continue;
            JsonElement[] values = keyword == "const" ? [listed.Schema] : [.. listed.Schema.EnumerateArray()];
            if (values.Length == 0)
                return new SchemaDefect(listed.Pointer, "\"enum\" lists no value, so that no value fits; list some, or leave it out.");
            _steps += values.Length * parts.Count;
            if (_steps <= MaxSteps && !Array.Exists(values, value => parts.All(other => Passes(other, value))))
                return new SchemaDefect(listed.Pointer, $"No value of \"{keyword}\" meets the other keywords, so that no value fits; correct one of them.");
        }

        return null;
    }

    private bool Passes(SchemaPart part, JsonElement value) =>
        _compiled.NodeAt(part.Pointer) is not { } node || _run.Probe(node, value) || _run.HasEnded;

    private static JsonTypes TypesOf(SchemaPart part) => part.Inner("type") switch
    {
        { Schema: { ValueKind: JsonValueKind.String } name } => JsonTypeNames.Of(name.GetString()!),
        { Schema: { ValueKind: JsonValueKind.Array } names } => names.EnumerateArray().Aggregate(JsonTypes.None, static (types, name) => types | JsonTypeNames.Of(name.GetString()!)),
        _ => JsonTypes.All,
    };

    private static bool IsNever(SchemaPart part) =>
        part.Inner("not") is { } not && (not.Schema.ValueKind == JsonValueKind.True || (not.Schema.ValueKind == JsonValueKind.Object && not.Schema.GetPropertyCount() == 0));

    /// <summary>The parts with all that they lead to for the same value; null where a reference is not followed here.</summary>
    private List<SchemaPart>? Together(List<SchemaPart> given)
    {
        var found = new Dictionary<string, SchemaPart>(StringComparer.Ordinal);
        var open = new Queue<SchemaPart>(given);
        while (open.TryDequeue(out var part))
        {
            if (++_steps > MaxSteps) return null;
            if (!found.TryAdd(part.Pointer, part)) continue;
            foreach (var member in part.Members("allOf")) open.Enqueue(member);
            if (part.Keyword("$ref", JsonValueKind.String)?.GetString() is not { } reference) continue;
            var target = Uri.UnescapeDataString(reference[1..]);
            if (!JsonPointer.TryFollow(_root, target, out var schema)) continue; // an anchor: what it says is left out, so that what is found stays certain
            open.Enqueue(new SchemaPart(schema, target));
        }

        return [.. found.Values];
    }
}
