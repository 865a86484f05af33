using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Atomic.Client.Json;

namespace Atomic.Client.Microtasks;

/// <summary>What an answer is held against. Its verdict stands in the record and the explanation, and teaches like feedback.</summary>
public sealed record MicrotaskVerifier
{
    /// <summary>Its type: <c>label</c>, <c>regex</c>, <c>number</c>, <c>json</c>, <c>executable</c>, <c>judge</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What the answer is to be; null where the type compares with nothing.</summary>
    [JsonPropertyName("equals")]
    public JsonElement? Expected { get; init; }

    /// <summary>Whether upper and lower case of a label are the same.</summary>
    public bool? IgnoreCase { get; init; }

    /// <summary>The regular expression.</summary>
    public string? Pattern { get; init; }

    /// <summary>How far off a number may be; null: not at all.</summary>
    public double? Tolerance { get; init; }

    /// <summary>Whether the tolerance is a share of the right number's magnitude.</summary>
    public bool? Relative { get; init; }

    /// <summary>Where in the answer the value is, as JSON Pointer; null: the whole answer.</summary>
    public string? Pointer { get; init; }

    /// <summary>Whether an answer that fails is refused as if it were no valid output, so that the plan goes on. Not for executables and judges, which come after the answer.</summary>
    public bool? Required { get; init; }

    /// <summary>How much the verdict weighs, 0 to 1; null: 1, of a judge 0.5.</summary>
    public double? Trust { get; init; }

    /// <summary>The executable's name in the server's configuration.</summary>
    public string? Name { get; init; }

    /// <summary>The share of the answers that a judge sees, 0 to 1; null: all.</summary>
    public double? Share { get; init; }

    /// <summary>By what a judge judges; null: by the instructions.</summary>
    public string? Rubric { get; init; }

    /// <summary>The answer is this label.</summary>
    /// <param name="label">The right label.</param>
    /// <param name="ignoreCase">Whether case does not matter.</param>
    public static MicrotaskVerifier Label(string label, bool ignoreCase = false) =>
        new() { Type = "label", Expected = JsonSerializer.SerializeToElement(label, ClientJson.Default.String), IgnoreCase = ignoreCase ? true : null };

    /// <summary>The answer matches.</summary>
    /// <param name="pattern">ECMA-262, as in JSON Schema; matches anywhere unless anchored.</param>
    public static MicrotaskVerifier Regex(string pattern) => new() { Type = "regex", Pattern = pattern };

    /// <summary>The answer is a number within a tolerance.</summary>
    /// <param name="number">The right number.</param>
    /// <param name="tolerance">How far off it may be.</param>
    /// <param name="relative">Whether that is a share of the right number's magnitude.</param>
    public static MicrotaskVerifier Number(double number, double tolerance = 0, bool relative = false) =>
        new() { Type = "number", Expected = JsonSerializer.SerializeToElement(number, ClientJson.Default.Double), Tolerance = tolerance > 0 ? tolerance : null, Relative = relative ? true : null };

    /// <summary>The answer equals this value.</summary>
    /// <typeparam name="TValue">The value's type.</typeparam>
    /// <param name="value">The right value.</param>
    /// <param name="valueType">How it becomes JSON.</param>
    public static MicrotaskVerifier Json<TValue>(TValue value, JsonTypeInfo<TValue> valueType) => new() { Type = "json", Expected = JsonSerializer.SerializeToElement(value, valueType) };

    /// <summary>A program of the server's operator judges the answer, after it was given.</summary>
    /// <param name="name">Its name in the server's configuration.</param>
    public static MicrotaskVerifier Executable(string name) => new() { Type = "executable", Name = name };

    /// <summary>A model judges a share of the answers, after they were given.</summary>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="rubric">By what it judges; null: by the instructions.</param>
    public static MicrotaskVerifier Judge(double share = 1, string? rubric = null) => new() { Type = "judge", Share = share, Rubric = rubric };
}
