using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>Keywords about a value of any type: `type`, `enum`, `const` (Validation, section 6.1).</summary>
internal static class ValueAssertions
{
    private static readonly string[] TypeNames = ["null", "boolean", "object", "array", "number", "string", "integer"];

    /// <summary>The readers of this family by keyword.</summary>
    public static Dictionary<string, Func<KeywordSource, SchemaRule?>> Readers { get; } = new()
    {
        ["type"] = ReadType,
        ["enum"] = ReadEnum,
        ["const"] = source => new EqualityRule(source.Keyword, [source.Value]),
    };

    private static SchemaRule? ReadType(KeywordSource source)
    {
        var names = source.Value.ValueKind == JsonValueKind.String ? [source.Value.GetString()!] : source.Texts();
        if (names is null) return null;
        if (names.Length == 0) return source.Refuse("\"type\" must name at least one type; name one or leave it out.");
        if (names.FirstOrDefault(name => !TypeNames.Contains(name)) is { } unknown)
            return source.Refuse($"\"{unknown}\" is no JSON type; use one of {string.Join(", ", TypeNames)}.");
        return new TypeRule(names);
    }

    private static SchemaRule? ReadEnum(KeywordSource source) =>
        source.Value.ValueKind == JsonValueKind.Array
            ? new EqualityRule(source.Keyword, [.. source.Value.EnumerateArray()])
            : source.Refuse("\"enum\" must be an array of the allowed values; replace its value.");

    private sealed class TypeRule(string[] names) : SchemaRule
    {
        private readonly string _message = $"The value must be of type {string.Join(" or ", names)}.";

        public override JsonTypes Types { get; } = names.Aggregate(JsonTypes.None, static (types, name) => types | JsonTypeNames.Of(name));

        public override bool Check(JsonElement instance, ValidationRun run) =>
            names.Any(name => IsOfType(instance, name)) || run.Report("type", _message);

        private static bool IsOfType(JsonElement value, string name) => value.ValueKind switch
        {
            JsonValueKind.Null => name == "null",
            JsonValueKind.True or JsonValueKind.False => name == "boolean",
            JsonValueKind.Object => name == "object",
            JsonValueKind.Array => name == "array",
            JsonValueKind.String => name == "string",
            _ => name == "number" || (name == "integer" && (value.TryGetInt64(out _) || ExactNumber.Read(value).IsInteger)),
        };
    }

    /// <summary>Keeps the allowed values as their keys, so that one look-up decides.</summary>
    private sealed class EqualityRule : SchemaRule
    {
        private const int MaxQuotedLength = 200;
        private readonly string _keyword;
        private readonly HashSet<string> _keys;
        private readonly HashSet<JsonValueKind> _kinds;
        private readonly string _message;

        public EqualityRule(string keyword, JsonElement[] allowed)
        {
            _keyword = keyword;
            _keys = [.. allowed.Select(JsonEquality.KeyOf)];
            _kinds = [.. allowed.Select(value => value.ValueKind)];
            Types = allowed.Aggregate(JsonTypes.None, static (types, value) => types | JsonTypeNames.Of(value));
            Texts = [.. allowed.Where(static value => value.ValueKind == JsonValueKind.String).Select(static value => value.GetString()!)];
            var quoted = string.Join(", ", allowed.Select(value => value.GetRawText()));
            var shown = quoted.Length <= MaxQuotedLength ? quoted : string.Concat(quoted.AsSpan(0, MaxQuotedLength), "...");
            _message = allowed.Length == 1 ? $"The value must equal {shown}." : $"The value must be one of {shown}.";
        }

        public override JsonTypes Types { get; }

        public override IReadOnlyList<string> Texts { get; }

        public override bool Check(JsonElement instance, ValidationRun run)
        {
            if (!_kinds.Contains(instance.ValueKind)) return run.Report(_keyword, _message);
            var key = JsonEquality.KeyOf(instance);
            run.SpendOnText(key.Length);
            return _keys.Contains(key) || run.Report(_keyword, _message);
        }
    }
}
