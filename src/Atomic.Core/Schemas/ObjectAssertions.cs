using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Keywords about objects as a whole: `required`, `dependentRequired`, `minProperties`, `maxProperties`
/// (Validation, section 6.5).</summary>
internal static class ObjectAssertions
{
    private const int MaxNamed = 5;
    private const int MaxQuotedLength = 80;

    /// <summary>The readers of this family by keyword.</summary>
    public static Dictionary<string, Func<KeywordSource, SchemaRule?>> Readers { get; } = new()
    {
        ["minProperties"] = source => source.Count() is { } bound ? Assert(source, (instance, _) =>
            instance.GetPropertyCount() >= bound ? null : $"The object must have at least {bound} properties.") : null,
        ["maxProperties"] = source => source.Count() is { } bound ? Assert(source, (instance, _) =>
            instance.GetPropertyCount() <= bound ? null : $"The object must have at most {bound} properties.") : null,
        ["required"] = source => source.Texts() is { } names ? Assert(source, (instance, run) =>
            FindMissing(NamesOf(instance, run), names, "The object", run)) : null,
        ["dependentRequired"] = ReadDependentRequired,
    };

    /// <summary>The names of an object's properties; costs what reading them costs.</summary>
    public static HashSet<string> NamesOf(JsonElement instance, ValidationRun run)
    {
        var names = new HashSet<string>();
        foreach (var property in instance.EnumerateObject())
        {
            var name = property.Name;
            run.SpendOnText(name.Length);
            if (run.HasEnded) break;
            names.Add(name);
        }
        return names;
    }

    private static Assertion Assert(KeywordSource source, Func<JsonElement, ValidationRun, string?> findFault) =>
        new(source.Keyword, JsonValueKind.Object, findFault);

    private static string? FindMissing(HashSet<string> present, string[] names, string subject, ValidationRun run)
    {
        run.Spend(names.Length / 16);
        var missing = names.Where(name => !present.Contains(name)).ToArray();
        if (missing.Length == 0) return null;
        var shown = string.Join(", ", missing.Take(MaxNamed).Select(Quote));
        var more = missing.Length > MaxNamed ? $" and {missing.Length - MaxNamed} more" : "";
        return $"{subject} lacks {shown}{more}; add what is required.";
    }

    private static string Quote(string name) =>
        name.Length <= MaxQuotedLength ? $"\"{name}\"" : $"\"{name.AsSpan(0, MaxQuotedLength)}...\"";

    private static SchemaRule? ReadDependentRequired(KeywordSource source)
    {
        if (source.Value.ValueKind != JsonValueKind.Object)
            return source.Refuse("\"dependentRequired\" must be an object whose values list names of properties; replace its value.");
        var dependents = new Dictionary<string, string[]>();
        foreach (var member in source.Value.EnumerateObject())
        {
            if (source.Texts(member.Value) is not { } names) return null;
            dependents.Add(member.Name, names);
        }
        return Assert(source, (instance, run) =>
        {
            var present = NamesOf(instance, run);
            run.Spend(dependents.Count / 16);
            return dependents
                .Where(dependent => present.Contains(dependent.Key))
                .Select(dependent => FindMissing(present, dependent.Value, $"The object has {Quote(dependent.Key)} but", run))
                .FirstOrDefault(fault => fault is not null);
        });
    }
}
