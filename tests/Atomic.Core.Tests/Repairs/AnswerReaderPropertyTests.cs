using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Core.Repairs;
using Atomic.Core.Schemas;
using CsCheck;

namespace Atomic.Core.Tests.Repairs;

/// <summary>What holds for any answer: valid JSON is left alone, a slip is mended to the value it was made from, and garbage ends in a refusal.</summary>
public sealed class AnswerReaderPropertyTests
{
    private static readonly Gen<string> Names = Gen.Int[0, 5].Select(static index => new[] { "a", "b_1", "team", "é", "$x", "with space" }[index]);

    private static readonly Gen<string> Texts = Gen.String[Gen.Char['\u0020', '\uD7FF'], 0, 8];

    private static readonly Gen<JsonNode?> Values = Nested(3);

    /// <summary>Pieces of which answers and things that look like answers are made.</summary>
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "'", "\u201C", "\u201D", "```", "```json\n", "\n```\n", "\n", " ", "//", "/*", "*/", "\\", "\\u", "\\ud800", "a", "\"a\"", "'b'",
        "1", "-", "1e9", "True", "None", "NaN", "null", "true", "Sure: ", "\ud83d", "\ude00", "\u0000", "\"{\\\"a\\\":1}\"",
    ];

    private static readonly Gen<string> Garbage = Gen.Int[0, Pieces.Length - 1].Select(static index => Pieces[index]).Array[0, 60].Select(string.Concat);

    private static readonly string[] Schemas =
    [
        "true", """{"type":"string"}""", """{"enum":["a","b"]}""", """{"type":"integer"}""", """{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""",
        """{"type":"array","items":{"$ref":"#"}}""", """{"type":"object","additionalProperties":{"$ref":"#"}}""", """{"patternProperties":{"^(a+)+$":{"type":"string"}}}""",
    ];

    [Fact]
    public void Read_ValidJson_IsNeverTouched() => Values.Sample(static value =>
    {
        var text = Json(value);
        var reading = AnswerReader.Read(text, Inferred(value));

        reading.Output!.Value.GetRawText().ShouldBe(text);
        reading.Repairs.ShouldBeEmpty();
    });

    [Fact]
    public void Read_SlipInTheText_IsMendedToTheValueItWasMadeFrom() =>
        Gen.Select(Values, Gen.Int[0, Slips.Length - 1]).Where(static (value, _) => value is JsonObject or JsonArray).Sample(static (value, which) =>
        {
            var (names, slip) = Slips[which];
            var text = slip(value);
            var reading = AnswerReader.Read(text, Inferred(value));

            JsonElement.DeepEquals(reading.Output ?? default, JsonSerializer.SerializeToElement(value)).ShouldBeTrue(text);
            reading.Repairs.ShouldBeSubsetOf(names);
        });

    [Fact]
    public void Read_ValueOfAnotherType_IsMendedToTheValueItWasMadeFrom() => Values.Sample(static value =>
    {
        var text = Json(Retyped(value));
        var reading = AnswerReader.Read(text, Inferred(value));

        JsonElement.DeepEquals(reading.Output ?? default, JsonSerializer.SerializeToElement(value)).ShouldBeTrue(text);
        reading.Repairs.ShouldBeSubsetOf([RepairNames.NumberAsString, RepairNames.StringAsNumber, RepairNames.BooleanAsString]);
    });

    [Fact]
    public void Read_AnyGarbage_NeverThrowsAndPassesOnlyWhatMeetsTheSchema() =>
        Gen.Select(Garbage, Gen.Int[0, Schemas.Length - 1]).Sample(static (text, which) =>
        {
            var schema = Compile(Schemas[which]);
            var reading = AnswerReader.Read(text, schema);

            (reading.Output is null).ShouldBe(reading.Violations.Count > 0);
            if (reading.Output is not { } output) return;
            schema.Validate(output).ShouldBeEmpty();

            // Nothing is invented: whoever reads the repaired answer again has nothing left to mend.
            AnswerReader.Read(output.GetRawText(), schema).Repairs.ShouldBeEmpty();
        }, iter: 5_000);

    private static readonly (string[] Names, Func<JsonNode?, string> Slip)[] Slips =
    [
        ([RepairNames.CodeFence], static value => $"```json\n{Json(value)}\n```"),
        ([RepairNames.CodeFence, RepairNames.SurroundingText], static value => $"Here it is:\n```\n{Json(value)}\n```\nDone."),
        ([RepairNames.SurroundingText], static value => $"The answer is {Json(value)}, I think."),
        ([RepairNames.Comments], static value => $"/* first */ {Json(value)} // last"),
        ([RepairNames.TrailingComma], static value => Written(value, '"', quoteNames: true, trailing: ",", "true", "null")),
        ([RepairNames.WrongQuotes], static value => Written(value, '\'', quoteNames: true, trailing: "", "true", "null")),
        ([RepairNames.UnquotedKey], static value => Written(value, '"', quoteNames: false, trailing: "", "true", "null")),
        ([RepairNames.Literal], static value => Written(value, '"', quoteNames: true, trailing: "", "True", "None")),
        ([RepairNames.DoubleEncoded], static value => JsonSerializer.Serialize(Json(value))),
        (
            [RepairNames.CodeFence, RepairNames.Comments, RepairNames.TrailingComma, RepairNames.WrongQuotes, RepairNames.UnquotedKey, RepairNames.Literal],
            static value => $"```js\n// all at once\n{Written(value, '\'', quoteNames: false, trailing: " , ", "True", "None")}\n```"),
    ];

    private static string Json(JsonNode? value) => value is null ? "null" : value.ToJsonString();

    /// <summary>Nearly JSON, as other languages have it.</summary>
    private static string Written(JsonNode? value, char quote, bool quoteNames, string trailing, string yes, string none)
    {
        return Inner(value);

        string Inner(JsonNode? node) => node switch
        {
            null => none,
            JsonObject members => members.Count == 0 ? "{}" : $"{{{string.Join(",", members.Select(member => $"{Name(member.Key)}:{Inner(member.Value)}"))}{trailing}}}",
            JsonArray items => items.Count == 0 ? "[]" : $"[{string.Join(",", items.Select(Inner))}{trailing}]",
            _ when node.GetValueKind() == JsonValueKind.String => Quoted(node.GetValue<string>()),
            _ when node.GetValueKind() == JsonValueKind.True => yes,
            _ => node.ToJsonString(),
        };

        string Name(string name) => quoteNames || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$') ? Quoted(name) : name;

        string Quoted(string text) => quote == '"' ? JsonSerializer.Serialize(text) : $"'{text.Replace("\\", "\\\\").Replace("'", "\\'")}'";
    }

    /// <summary>Numbers and booleans as strings, and strings that are numbers as numbers.</summary>
    private static JsonNode? Retyped(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(static member => KeyValuePair.Create(member.Key, Retyped(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Retyped)]),
        null => null,
        _ => value.GetValueKind() switch
        {
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => JsonValue.Create(value.ToJsonString()),
            JsonValueKind.String when long.TryParse(value.GetValue<string>(), out var number) && number.ToString() == value.GetValue<string>() => JsonValue.Create(number),
            _ => value.DeepClone(),
        },
    };

    private static OutputSchema Inferred(JsonNode? value) => Compile(Infer(value).ToJsonString());

    /// <summary>The schema of the value's types.</summary>
    private static JsonObject Infer(JsonNode? value) => value switch
    {
        null => new JsonObject { ["type"] = "null" },
        JsonObject members => new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(members.Select(static member => KeyValuePair.Create(member.Key, (JsonNode?)Infer(member.Value)))),
            ["additionalProperties"] = false,
        },
        JsonArray { Count: > 0 } items => new JsonObject { ["type"] = "array", ["prefixItems"] = new JsonArray([.. items.Select(static item => (JsonNode?)Infer(item))]) },
        JsonArray => new JsonObject { ["type"] = "array" },
        _ => new JsonObject
        {
            ["type"] = value.GetValueKind() switch { JsonValueKind.String => "string", JsonValueKind.Number => "number", _ => "boolean" },
        },
    };

    private static OutputSchema Compile(string schema)
    {
        OutputSchema.TryCompile(JsonElement.Parse(Encoding.UTF8.GetBytes(schema)), out var compiled, out var defect).ShouldBeTrue(defect?.ToString());
        return compiled!;
    }

    private static Gen<JsonNode?> Nested(int depth)
    {
        var scalars = Gen.OneOf(
            Gen.Const((JsonNode?)null),
            Gen.Bool.Select(static value => (JsonNode?)JsonValue.Create(value)),
            Gen.Int[-3, 900].Select(static value => (JsonNode?)JsonValue.Create(value)),
            Gen.Int[-3, 900].Select(static value => (JsonNode?)JsonValue.Create(value.ToString())),
            Gen.Double[-1e6, 1e6].Select(static value => (JsonNode?)JsonValue.Create(value)),
            Texts.Select(static value => (JsonNode?)JsonValue.Create(value)));
        if (depth == 0) return scalars;
        var inner = Nested(depth - 1);
        return Gen.OneOf(
            scalars,
            inner.Array[0, 3].Select(static items => (JsonNode?)new JsonArray([.. items.Select(static item => item?.DeepClone())])),
            Gen.Select(Names, inner).Array[0, 3].Select(static members =>
                (JsonNode?)new JsonObject(members.DistinctBy(static member => member.Item1).Select(static member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone())))));
    }
}
