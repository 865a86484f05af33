using System.Globalization;
using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Core.Policies;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.WhatIf;

namespace Atomic.Orchestration.Submissions;

/// <summary>The one reader of <c>{"policy","kind"?,"since"?,"until"?,"top"?}</c>, as strict as <see cref="MicrotaskRequestReader"/>. A null counts as left out, except for <c>policy</c>.</summary>
public static class WhatIfRequestReader
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] Fields = ["policy", "kind", "since", "until", "top"];
    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a question. Never throws on what it is given, and keeps nothing of the memory.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without a byte order mark.</param>
    /// <returns>The question without its tenant, or the first problem: <c>malformed-json</c>, <c>unknown-field</c>, <c>invalid-field</c>, <c>impossible-policy</c>.</returns>
    public static Result<WhatIfQuery> Read(ReadOnlyMemory<byte> utf8Json)
    {
        var body = RequestDocument.SkipByteOrderMark(utf8Json);
        if (StrictJson.FindFault(body.Span) is { } fault) return fault;
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(root, "", "a JSON object");
        if (!root.TryGetProperty("policy"u8, out var named)) return FieldValue.Missing("", "policy", "the name of a preset, or a policy as a microtask has it");
        if (!PolicyReader.Read(named).TryGet(out var policy, out var problem)) return problem;
        if (PolicyCheck.Problems(policy) is { Count: > 0 } faults) return new Problem(ErrorCodes.ImpossiblePolicy, string.Join(' ', faults), "/policy");

        var query = new WhatIfQuery { Policy = policy };
        foreach (var field in root.EnumerateObject())
        {
            if (field.Name == "policy" || (field.Value.ValueKind == JsonValueKind.Null && Fields.Contains(field.Name, StringComparer.Ordinal))) continue;
            if (Apply(ref query, field) is { } refused) return refused;
        }

        return query.Since >= query.Until ? FieldValue.Invalid("/until", "must be later than since") : query;
    }

    private static Problem? Apply(ref WhatIfQuery query, JsonProperty field)
    {
        Problem? problem;
        switch (field.Name)
        {
            case "kind":
                if (field.Value.ValueKind != JsonValueKind.String) return FieldValue.WrongType(field.Value, "/kind", "a string");
                query = query with { Kind = field.Value.GetString() };
                return KindName.IsValid(query.Kind) ? null : FieldValue.Invalid("/kind", $"must match {KindName.Pattern}");
            case "since":
                problem = Time(field.Value, "/since", out var since);
                query = query with { Since = since };
                return problem;
            case "until":
                problem = Time(field.Value, "/until", out var until);
                query = query with { Until = until };
                return problem;
            case "top":
                problem = FieldValue.Integer(field.Value, "/top", 1, WhatIfQuery.MostMicrotasks, out var top);
                query = query with { Top = top };
                return problem;
            default:
                return FieldValue.Unknown("", field.Name, Fields);
        }
    }

    private static Problem? Time(JsonElement value, string pointer, out DateTimeOffset time)
    {
        time = default;
        if (value.ValueKind != JsonValueKind.String) return FieldValue.WrongType(value, pointer, "a string");
        return DateTimeOffset.TryParseExact(value.GetString(), TimeFormats, CultureInfo.InvariantCulture, Utc, out time)
            ? null
            : FieldValue.Invalid(pointer, "must be a time such as 2026-01-31T12:00:00Z");
    }
}
