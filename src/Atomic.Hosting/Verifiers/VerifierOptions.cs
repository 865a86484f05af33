using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Core.Errors;
using Atomic.Core.Verifiers;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Hosting.Verifiers;

/// <summary>One verifier in the configuration: the fields of a request's <c>verify</c>, written with capitals. <c>Equals</c> of a number or JSON verifier is JSON text.</summary>
public sealed class VerifierOptions
{
    /// <summary>Its type: <c>label</c>, <c>regex</c>, <c>number</c>, <c>json</c>, <c>executable</c>, <c>judge</c>.</summary>
    public string? Type { get; set; }

    /// <summary>What the answer is to be.</summary>
    /// <remarks>Under the name of the field that a request has: the strict binder knows no other names than those of properties.</remarks>
    public new string? Equals { get; set; }

    /// <summary>Whether case does not matter.</summary>
    public bool? IgnoreCase { get; set; }

    /// <summary>The regular expression.</summary>
    public string? Pattern { get; set; }

    /// <summary>How far off a number may be.</summary>
    public double? Tolerance { get; set; }

    /// <summary>Whether the tolerance is a share.</summary>
    public bool? Relative { get; set; }

    /// <summary>Where in the answer the value is.</summary>
    public string? Pointer { get; set; }

    /// <summary>Whether an answer that fails is refused.</summary>
    public bool? Required { get; set; }

    /// <summary>How much the verdict weighs.</summary>
    public double? Trust { get; set; }

    /// <summary>The executable's name.</summary>
    public string? Name { get; set; }

    /// <summary>The share of answers that are judged.</summary>
    public double? Share { get; set; }

    /// <summary>By what they are judged.</summary>
    public string? Rubric { get; set; }

    /// <summary>Reads verifiers by the rules of a request, so that both are the same.</summary>
    /// <param name="section">Where they stand, for messages.</param>
    /// <param name="verifiers">The verifiers.</param>
    internal static Result<IReadOnlyList<Verifier>> Read(string section, IReadOnlyList<VerifierOptions> verifiers)
    {
        var array = new JsonArray();
        for (var i = 0; i < verifiers.Count; i++)
        {
            if (!verifiers[i].TryWrite(out var json))
                return new Problem(ErrorCodes.InvalidConfiguration, $"{section}:{i}:Equals is no JSON; write a number, or any JSON with its texts in quotation marks.");
            array.Add((JsonNode)json);
        }

        using var document = JsonDocument.Parse(array.ToJsonString());
        return VerifyReader.Read(document.RootElement).TryGet(out var read, out var problem)
            ? Result<IReadOnlyList<Verifier>>.FromValue(read)
            : new Problem(ErrorCodes.InvalidConfiguration, $"{section} cannot be used: {problem.Detail}");
    }

    private bool TryWrite(out JsonObject json)
    {
        json = new JsonObject { ["type"] = Type, ["pattern"] = Pattern, ["pointer"] = Pointer, ["name"] = Name, ["rubric"] = Rubric };
        Add(json, "ignoreCase", IgnoreCase);
        Add(json, "relative", Relative);
        Add(json, "required", Required);
        Add(json, "tolerance", Tolerance);
        Add(json, "trust", Trust);
        Add(json, "share", Share);
        if (Equals is { } expected)
        {
            try
            {
                json["equals"] = Type is NumberVerifier.TypeName or JsonVerifier.TypeName ? JsonNode.Parse(expected) : JsonValue.Create(expected);
            }
            catch (JsonException)
            {
                return false;
            }
        }

        foreach (var name in json.Where(static member => member.Value is null && member.Key != "equals").Select(static member => member.Key).ToList())
            json.Remove(name);
        return true;
    }

    private static void Add(JsonObject json, string name, bool? flag) => json[name] = flag is { } value ? JsonValue.Create(value) : null;

    private static void Add(JsonObject json, string name, double? number) => json[name] = number is { } value ? JsonValue.Create(value) : null;
}
