using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>Reads a microtask's <c>verify</c>: a verifier, or an array of a few; an empty one means none, also not those that the configuration has for the kind.</summary>
public static class VerifyReader
{
    private const string Where = "/verify";

    /// <summary>The types of verifiers, each with the names of its fields as they stand in a request.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        [LabelVerifier.TypeName] = ["type", "equals", "ignoreCase", "pointer", "required", "trust"],
        [RegexVerifier.TypeName] = ["type", "pattern", "pointer", "required", "trust"],
        [NumberVerifier.TypeName] = ["type", "equals", "tolerance", "relative", "pointer", "required", "trust"],
        [JsonVerifier.TypeName] = ["type", "equals", "pointer", "required", "trust"],
        [ExecutableVerifier.TypeName] = ["type", "name", "trust"],
        [JudgeVerifier.TypeName] = ["type", "share", "rubric", "trust"],
    };

    /// <summary>Reads the verifiers.</summary>
    /// <param name="value">What was sent; may be disposed afterwards.</param>
    /// <param name="pointer">Where it stands.</param>
    public static Result<IReadOnlyList<Verifier>> Read(JsonElement value, string pointer = Where)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return ReadOne(value, pointer).TryGet(out var only, out var fault) ? Result<IReadOnlyList<Verifier>>.FromValue([only]) : fault;
        if (value.ValueKind != JsonValueKind.Array) return FieldValue.WrongType(value, pointer, "a verifier or an array of verifiers");
        var count = value.GetArrayLength();
        if (count > SubmissionLimits.MaxVerifiers) return FieldValue.Invalid(pointer, $"has {count} verifiers; at most {SubmissionLimits.MaxVerifiers} are taken");
        var verifiers = new List<Verifier>(count);
        foreach (var item in value.EnumerateArray())
        {
            var at = RequestPointer.Append(pointer, verifiers.Count);
            if (!ReadOne(item, at).TryGet(out var verifier, out var problem)) return problem;
            if (verifier is JudgeVerifier && verifiers.Exists(static other => other is JudgeVerifier)) return FieldValue.Invalid(at, "is a second judge; one is taken");
            verifiers.Add(verifier);
        }

        return Result<IReadOnlyList<Verifier>>.FromValue(verifiers);
    }

    private static Result<Verifier> ReadOne(JsonElement value, string pointer)
    {
        if (value.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(value, pointer, "an object");
        if (!value.TryGetProperty("type"u8, out var type)) return FieldValue.Missing(pointer, "type", $"one of {string.Join(", ", Fields.Keys)}");
        var at = RequestPointer.Append(pointer, "type");
        if (type.ValueKind != JsonValueKind.String) return FieldValue.WrongType(type, at, "a string");
        var name = type.GetString()!;
        if (!Fields.TryGetValue(name, out var fields))
            return new Problem(ErrorCodes.InvalidField, $"{RequestPointer.Quote(name)} is no type of verifier{NameSuggestion.Clause(name, [.. Fields.Keys])}", at);

        var draft = new VerifierDraft();
        foreach (var field in value.EnumerateObject())
        {
            if (!fields.Contains(field.Name, StringComparer.Ordinal)) return FieldValue.Unknown(pointer, field.Name, fields);
            if (draft.Read(name, field.Name, field.Value, RequestPointer.Append(pointer, field.Name)) is { } problem) return problem;
        }

        if (!draft.Build(name, pointer).TryGet(out var verifier, out var missing)) return missing;
        return verifier.FindFault() is { } fault ? FieldValue.Invalid(RequestPointer.Append(pointer, fault.Field), fault.Message.TrimEnd('.')) : verifier;
    }
}
