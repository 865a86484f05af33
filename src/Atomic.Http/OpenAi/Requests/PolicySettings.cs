using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Core.Errors;
using Atomic.Core.Policies;
using Atomic.Http.Problems;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Requests;

/// <summary>Makes the policy out of settings, by the rules of a policy in <c>POST /api/microtasks</c>; what is wrong is told by the header's own name.</summary>
internal static class PolicySettings
{
    private const string Pointer = "/policy";
    private static readonly string[] Lists = ["regions", "allow", "deny", "requireTags", "plans"];

    /// <summary>The policy.</summary>
    /// <param name="settings">All settings.</param>
    /// <param name="preset">The preset to begin with where no setting names one; null: the house's own.</param>
    public static Result<Policy> Read(IEnumerable<AtomicSetting> settings, string? preset)
    {
        var byName = settings.ToDictionary(static setting => setting.Name, StringComparer.Ordinal);
        if (!ReadWhole(byName.GetValueOrDefault("policy")).TryGet(out var policy, out var problem)) return problem;
        if (preset is not null && policy["preset"] is null) policy["preset"] = preset;
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in PolicyReader.Fields)
        {
            if (field == "preset" || !byName.TryGetValue(AtomicSettings.Kebab(field), out var setting)) continue;
            policy[field] = ValueOf(field, setting.Text);
            sources[field] = setting.Source;
        }

        using var document = JsonDocument.Parse(policy.ToJsonString());
        if (!PolicyReader.Read(document.RootElement).TryGet(out var read, out problem)) return Relocated(problem, sources, byName.GetValueOrDefault("policy")?.Source);
        var faults = PolicyCheck.Problems(read);
        return faults.Count == 0 ? read : new Problem(ErrorCodes.ImpossiblePolicy, string.Join(' ', faults));
    }

    private static Result<JsonObject> ReadWhole(AtomicSetting? setting)
    {
        if (setting is null) return new JsonObject();
        if (!setting.Text.StartsWith('{')) return new JsonObject { ["preset"] = setting.Text };
        return StrictJson.FindFault(Encoding.UTF8.GetBytes(setting.Text)) is { } fault
            ? new Problem(HttpErrorCodes.InvalidHeader, $"{setting.Source} is neither the name of a preset nor a JSON object. {fault.Detail}")
            : JsonNode.Parse(setting.Text)!.AsObject();
    }

    private static JsonNode ValueOf(string field, string text)
    {
        if (Lists.Contains(field, StringComparer.Ordinal))
            return new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static item => JsonValue.Create(item))]);
        if (bool.TryParse(text, out var flag)) return JsonValue.Create(flag);

        // What is no finite number stays text, so that the reader says what it should have been.
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? JsonValue.Create(number) : JsonValue.Create(text);
    }

    private static Problem Relocated(Problem problem, Dictionary<string, string> sources, string? whole)
    {
        if (problem.Pointer is not { } pointer) return problem;
        var field = pointer.Length > Pointer.Length ? pointer[(Pointer.Length + 1)..].Split('/')[0] : "";
        var source = sources.GetValueOrDefault(field);
        var detail = source is not null ? problem.Detail.Replace($"{Pointer}/{field}", source, StringComparison.Ordinal) : problem.Detail.Replace(Pointer, whole ?? AtomicSettings.HeaderPrefix + "policy", StringComparison.Ordinal);

        // A sentence that quotes the value alone does not say yet where it stands.
        var named = source ?? whole;
        return new Problem(HttpErrorCodes.InvalidHeader, named is null || detail.Contains(named, StringComparison.Ordinal) ? detail : $"{named}: {detail}");
    }
}
