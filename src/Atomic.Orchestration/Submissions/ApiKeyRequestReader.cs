using System.Globalization;
using System.Text.Json;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>
/// The one reader of requests for API keys, <c>{"tenant","scopes","label"?,"expiresInDays"?|"expiresAt"?}</c>, as strict as
/// <see cref="MicrotaskRequestReader"/>: a misspelt <c>expiresAt</c> must not make a key that never ends.
/// </summary>
public static class ApiKeyRequestReader
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] Fields = ["tenant", "scopes", "label", "expiresInDays", "expiresAt"];
    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a request. Never throws on what it is given, and keeps nothing of the memory.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without a byte order mark.</param>
    /// <param name="now">The time, from which days are counted.</param>
    /// <returns>The request, or the first problem: <c>malformed-json</c>, <c>unknown-field</c>, <c>invalid-field</c>.</returns>
    public static Result<ApiKeyRequest> Read(ReadOnlyMemory<byte> utf8Json, DateTimeOffset now)
    {
        var body = RequestDocument.SkipByteOrderMark(utf8Json);
        if (StrictJson.FindFault(body.Span) is { } fault) return fault;
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(root, "", "a JSON object");

        var request = new ApiKeyRequest("", AccessScopes.None);
        foreach (var field in root.EnumerateObject())
        {
            if (Apply(ref request, field, now) is { } problem) return problem;
        }

        if (request.Tenant.Length == 0) return FieldValue.Missing("", "tenant", "the name of the tenant whose key it is to be");
        return request.Scopes == AccessScopes.None
            ? FieldValue.Missing("", "scopes", $"an array of {string.Join(", ", ScopeNames.All)}")
            : request;
    }

    /// <summary>What is wrong with a label, as the end of a sentence; null: nothing.</summary>
    /// <param name="label">The label.</param>
    public static string? FindLabelFault(string label) =>
        label.Length > ApiKeyRequest.MaxLabelLength || label.Any(char.IsControl)
            ? $"must have at most {ApiKeyRequest.MaxLabelLength} printable characters"
            : null;

    private static Problem? Apply(ref ApiKeyRequest request, JsonProperty field, DateTimeOffset now)
    {
        if (field.Value.ValueKind == JsonValueKind.Null && field.Name is "label" or "expiresInDays" or "expiresAt") return null;
        Problem? problem;
        switch (field.Name)
        {
            case "tenant":
                problem = ReadTenant(field.Value, out var tenant);
                request = request with { Tenant = tenant };
                return problem;
            case "scopes":
                problem = ReadScopes(field.Value, out var scopes);
                request = request with { Scopes = scopes };
                return problem;
            case "label":
                problem = ReadLabel(field.Value, out var label);
                request = request with { Label = label };
                return problem;
            case "expiresInDays" or "expiresAt" when request.ExpiresAt is not null:
                return FieldValue.Invalid($"/{field.Name}", "must not stand beside another end; send expiresInDays or expiresAt");
            case "expiresInDays":
                problem = FieldValue.Integer(field.Value, "/expiresInDays", 1, ApiKeyRequest.MaxDays, out var days);
                request = request with { ExpiresAt = now.AddDays(days) };
                return problem;
            case "expiresAt":
                problem = ReadTime(field.Value, now, out var end);
                request = request with { ExpiresAt = end };
                return problem;
            default:
                return FieldValue.Unknown("", field.Name, Fields);
        }
    }

    private static Problem? ReadTenant(JsonElement value, out string tenant)
    {
        tenant = "";
        if (value.ValueKind != JsonValueKind.String) return FieldValue.WrongType(value, "/tenant", "a string");
        tenant = value.GetString()!;
        return TenantName.IsValid(tenant) ? null : FieldValue.Invalid("/tenant", $"must match {TenantName.Pattern}");
    }

    private static Problem? ReadScopes(JsonElement value, out AccessScopes scopes)
    {
        scopes = AccessScopes.None;
        if (FieldValue.Texts(value, "/scopes", ScopeNames.All.Count, maxItemBytes: 64, out var names) is { } problem) return problem;
        for (var i = 0; i < names.Count; i++)
        {
            var scope = ScopeNames.Find(names[i]);
            if (scope == AccessScopes.None) return FieldValue.Invalid(RequestPointer.Append("/scopes", i), $"must be one of {string.Join(", ", ScopeNames.All)}");
            scopes |= scope;
        }

        return scopes == AccessScopes.None ? FieldValue.Invalid("/scopes", $"must have at least one of {string.Join(", ", ScopeNames.All)}") : null;
    }

    private static Problem? ReadLabel(JsonElement value, out string label)
    {
        label = "";
        if (value.ValueKind != JsonValueKind.String) return FieldValue.WrongType(value, "/label", "a string");
        label = value.GetString()!;
        return FindLabelFault(label) is { } fault ? FieldValue.Invalid("/label", fault) : null;
    }

    private static Problem? ReadTime(JsonElement value, DateTimeOffset now, out DateTimeOffset time)
    {
        time = default;
        if (value.ValueKind != JsonValueKind.String) return FieldValue.WrongType(value, "/expiresAt", "a time as text");
        var isTime = DateTimeOffset.TryParseExact(value.GetString(), TimeFormats, CultureInfo.InvariantCulture, Utc, out time);
        return isTime && time > now && time <= now.AddDays(ApiKeyRequest.MaxDays)
            ? null
            : FieldValue.Invalid("/expiresAt", $"must be a time to come, within {ApiKeyRequest.MaxDays} days, such as 2030-01-31T12:00:00Z");
    }
}
