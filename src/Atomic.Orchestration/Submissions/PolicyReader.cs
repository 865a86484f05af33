using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Core.Plans;
using Atomic.Core.Policies;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>
/// Reads a microtask's <c>policy</c>: a preset's name, or an object whose fields override the preset that it names
/// (<c>balanced</c> where it names none). A null counts as left out.
/// </summary>
public static class PolicyReader
{
    private const string Pointer = "/policy";

    /// <summary>The names of the policy's fields, as they stand in a request.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "preset", "objective", "valueUsd", "latencyUsdPerSecond", "maxCostUsd", "deadlineSeconds", "minQuality",
        "regions", "allow", "deny", "requireTags", "explore", "demonstrations", "plans", "maxAttempts",
    ];

    /// <summary>Reads the policy.</summary>
    /// <param name="value">The policy as it was sent.</param>
    public static Result<Policy> Read(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return FindPreset(value.GetString()!, Pointer);
            case JsonValueKind.Object:
                break;
            default:
                return FieldValue.WrongType(value, Pointer, "the name of a preset or an object");
        }

        if (!ReadPreset(value).TryGet(out var preset, out var problem)) return problem;
        var policy = preset;
        foreach (var field in value.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Null && Fields.Contains(field.Name, StringComparer.Ordinal)) continue;
            problem = Override(ref policy, field.Name, field.Value, RequestPointer.Append(Pointer, field.Name));
            if (problem is not null) return problem;
        }

        // A value function that is not the preset's own must not go by the preset's name.
        var isPresets = policy.Objective == preset.Objective
            && policy.ValueUsd.Equals(preset.ValueUsd)
            && policy.LatencyUsdPerSecond.Equals(preset.LatencyUsdPerSecond);
        return isPresets ? policy : policy with { Preset = PolicyPresets.CustomName };
    }

    private static Result<Policy> ReadPreset(JsonElement policy)
    {
        if (!policy.TryGetProperty("preset"u8, out var preset) || preset.ValueKind == JsonValueKind.Null)
            return PolicyPresets.Find(PolicyPresets.BalancedName)!;
        const string at = $"{Pointer}/preset";
        return preset.ValueKind == JsonValueKind.String ? FindPreset(preset.GetString()!, at) : FieldValue.WrongType(preset, at, "a string");
    }

    private static Result<Policy> FindPreset(string name, string pointer) =>
        PolicyPresets.Find(name) is { } policy
            ? policy
            : new Problem(
                ErrorCodes.InvalidField,
                $"{RequestPointer.Quote(name)} is not the name of a preset{NameSuggestion.Clause(name, PolicyPresets.Names)}",
                pointer);

    private static Problem? Override(ref Policy policy, string name, JsonElement value, string at)
    {
        Problem? problem;
        switch (name)
        {
            case "preset":
                return null;
            case "objective":
                problem = ReadObjective(value, at, out var objective);
                policy = policy with { Objective = objective };
                return problem;
            case "explore":
                problem = FieldValue.Boolean(value, at, out var explore);
                policy = policy with { Explore = explore };
                return problem;
            case "demonstrations":
                problem = FieldValue.Boolean(value, at, out var demonstrations);
                policy = policy with { Demonstrations = demonstrations ? null : false }; // what is allowed anyway is no other policy
                return problem;
            case "plans":
                problem = ReadPlans(value, at, out var plans);
                policy = policy with { Plans = plans };
                return problem;
            case "maxAttempts":
                problem = FieldValue.Integer(value, at, 1, SubmissionLimits.MaxAttempts, out var attempts);
                policy = policy with { MaxAttempts = attempts };
                return problem;
            case "valueUsd" or "latencyUsdPerSecond" or "maxCostUsd" or "deadlineSeconds" or "minQuality":
                return OverrideNumber(ref policy, name, value, at);
            case "regions" or "allow" or "deny" or "requireTags":
                return OverrideList(ref policy, name, value, at);
            default:
                return FieldValue.Unknown(Pointer, name, Fields);
        }
    }

    private static Problem? OverrideNumber(ref Policy policy, string name, JsonElement value, string at)
    {
        var max = name switch
        {
            "minQuality" => 1,
            "deadlineSeconds" => SubmissionLimits.MaxDeadlineSeconds,
            _ => SubmissionLimits.MaxUsd,
        };
        var problem = FieldValue.Number(value, at, 0, max, out var number);
        if (problem is null && name == "deadlineSeconds" && number == 0) problem = FieldValue.Invalid(at, "must be more than 0");
        policy = name switch
        {
            "valueUsd" => policy with { ValueUsd = number },
            "latencyUsdPerSecond" => policy with { LatencyUsdPerSecond = number },
            "maxCostUsd" => policy with { MaxCostUsd = number },
            "deadlineSeconds" => policy with { DeadlineSeconds = number },
            _ => policy with { MinQuality = number },
        };
        return problem;
    }

    private static Problem? OverrideList(ref Policy policy, string name, JsonElement value, string at)
    {
        var problem = FieldValue.Texts(
            value, at, SubmissionLimits.MaxPolicyListItems, SubmissionLimits.MaxPolicyListItemBytes, out var texts);
        policy = name switch
        {
            "regions" => policy with { Regions = texts },
            "allow" => policy with { Allow = texts },
            "deny" => policy with { Deny = texts },
            _ => policy with { RequireTags = texts },
        };
        return problem;
    }

    private static Problem? ReadPlans(JsonElement value, string at, out IReadOnlyList<PlanForm> plans)
    {
        plans = [];
        var problem = FieldValue.Texts(value, at, PolicyCheck.CompositeForms.Count, SubmissionLimits.MaxPolicyListItemBytes, out var names);
        if (problem is not null) return problem;
        var forms = new List<PlanForm>(names.Count);
        for (var i = 0; i < names.Count; i++)
        {
            var form = names[i] switch
            {
                "agree" => PlanForm.Agree,
                "vote" => PlanForm.Vote,
                "hedge" => PlanForm.Hedge,
                _ => PlanForm.Single,
            };
            if (form == PlanForm.Single) return FieldValue.Invalid(RequestPointer.Append(at, i), "must be \"agree\", \"vote\" or \"hedge\"; an empty array allows none of them");
            if (!forms.Contains(form)) forms.Add(form);
        }

        // In one order, so that equal policies have equal hashes.
        forms.Sort();
        plans = forms;
        return null;
    }

    private static Problem? ReadObjective(JsonElement value, string at, out Objective objective)
    {
        (objective, var known) = value.ValueKind == JsonValueKind.String
            ? value.GetString() switch
            {
                "utility" => (Objective.Utility, true),
                "cheapest" => (Objective.Cheapest, true),
                "best" => (Objective.Best, true),
                "fastest" => (Objective.Fastest, true),
                _ => (Objective.Utility, false),
            }
            : (Objective.Utility, false);
        return known ? null : FieldValue.Invalid(at, "must be \"utility\", \"cheapest\", \"best\" or \"fastest\"");
    }
}
