using System.Runtime.InteropServices;
using System.Text.Json;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Service;

namespace Atomic.Orchestration.Submissions;

/// <summary>The fields of a verifier that is being read. A null counts as left out, except for what a JSON verifier compares with.</summary>
internal sealed class VerifierDraft
{
    private JsonElement? _equals;
    private string? _pattern;
    private string? _name;
    private string? _pointer;
    private string? _rubric;
    private double? _tolerance;
    private double? _share;
    private double? _trust;
    private bool _ignoreCase;
    private bool _relative;
    private bool _required;

    /// <summary>Reads a field that verifiers of the type have.</summary>
    /// <param name="type">The verifier's type.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="at">Where it stands.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public Problem? Read(string type, string field, JsonElement value, string at)
    {
        if (field == "equals") return ReadEquals(type, value, at);
        if (field == "type" || value.ValueKind == JsonValueKind.Null) return null;
        return field switch
        {
            "pattern" => ReadText(value, at, SubmissionLimits.MaxPatternBytes, ref _pattern),
            "name" => ReadText(value, at, SubmissionLimits.MaxVerifierNameBytes, ref _name),
            "pointer" => ReadPointer(value, at),
            "rubric" => ReadText(value, at, SubmissionLimits.MaxRubricBytes, ref _rubric),
            "tolerance" => ReadNumber(value, at, double.MaxValue, ref _tolerance),
            "share" => ReadNumber(value, at, 1, ref _share),
            "trust" => ReadNumber(value, at, 1, ref _trust),
            "ignoreCase" => FieldValue.Boolean(value, at, out _ignoreCase),
            "relative" => FieldValue.Boolean(value, at, out _relative),
            _ => FieldValue.Boolean(value, at, out _required),
        };
    }

    /// <summary>The verifier, or the problem that a field is missing.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="pointer">Where it stands.</param>
    public Result<Verifier> Build(string type, string pointer)
    {
        switch (type)
        {
            case LabelVerifier.TypeName:
                return _equals is { } label
                    ? new LabelVerifier { Expected = label.GetString()!, IgnoreCase = _ignoreCase, Pointer = _pointer, Required = _required, Trust = _trust }
                    : FieldValue.Missing(pointer, "equals", "the right label");
            case RegexVerifier.TypeName:
                return _pattern is { } pattern
                    ? new RegexVerifier { Pattern = pattern, Pointer = _pointer, Required = _required, Trust = _trust }
                    : FieldValue.Missing(pointer, "pattern", "a regular expression");
            case NumberVerifier.TypeName:
                return _equals is { } number
                    ? new NumberVerifier { Expected = number.GetDouble(), Tolerance = _tolerance ?? 0, Relative = _relative, Pointer = _pointer, Required = _required, Trust = _trust }
                    : FieldValue.Missing(pointer, "equals", "the right number");
            case JsonVerifier.TypeName:
                return _equals is { } json
                    ? new JsonVerifier { Expected = json.Clone(), Pointer = _pointer, Required = _required, Trust = _trust }
                    : FieldValue.Missing(pointer, "equals", "the right value");
            case ExecutableVerifier.TypeName:
                return _name is { } name
                    ? new ExecutableVerifier { Program = name, Trust = _trust }
                    : FieldValue.Missing(pointer, "name", "the name of an executable in the server's configuration");
            default:
                return new JudgeVerifier { Share = _share ?? 1, Rubric = _rubric, Trust = _trust };
        }
    }

    private Problem? ReadEquals(string type, JsonElement value, string at)
    {
        if (type == LabelVerifier.TypeName)
        {
            if (FieldValue.Text(value, at, SubmissionLimits.MaxLabelBytes, out _) is { } problem) return problem;
        }
        else if (type == NumberVerifier.TypeName)
        {
            if (FieldValue.Number(value, at, -double.MaxValue, double.MaxValue, out _) is { } problem) return problem;
        }
        else if (JsonMarshal.GetRawUtf8Value(value).Length is var bytes && bytes > SubmissionLimits.MaxExpectedJsonBytes)
        {
            return FieldValue.Invalid(at, $"has {bytes} bytes; at most {SubmissionLimits.MaxExpectedJsonBytes} are taken");
        }

        _equals = value;
        return null;
    }

    // The empty pointer is the whole answer, so that a blank is no fault here.
    private Problem? ReadPointer(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is "") return null;
        return ReadText(value, at, SubmissionLimits.MaxVerifierPointerBytes, ref _pointer);
    }

    private static Problem? ReadText(JsonElement value, string at, int maxBytes, ref string? text)
    {
        var problem = FieldValue.Text(value, at, maxBytes, out var read);
        text = read;
        return problem;
    }

    private static Problem? ReadNumber(JsonElement value, string at, double max, ref double? number)
    {
        var problem = FieldValue.Number(value, at, 0, max, out var read);
        number = read;
        return problem;
    }
}
