using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Core.Schemas;
using CsCheck;

namespace Atomic.Core.Tests.Schemas;

/// <summary>What holds for any JSON value and for any text that looks like a schema.</summary>
public sealed class OutputSchemaPropertyTests
{
    private static readonly string[] Keywords =
    [
        "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern",
        "prefixItems", "items", "contains", "minContains", "maxContains", "maxItems", "minItems", "uniqueItems", "properties",
        "patternProperties", "additionalProperties", "propertyNames", "required", "dependentRequired", "dependentSchemas", "minProperties",
        "maxProperties", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "$ref", "$defs", "$anchor", "$id", "$schema",
    ];

    private static readonly string[] Texts =
        ["", "a", "b", "integer", "object", "string", "#", "#/$defs/a", "#a", "^a", "(", "[^a]*🐲", @"\d{2}", "/~", "é🐲"];

    private static readonly Gen<string> Names = Gen.OneOf(OneOf(Texts), OneOf(Keywords));

    private static readonly Gen<JsonNode?> Scalars = Gen.OneOf(
        Gen.Const((JsonNode?)null),
        Gen.Bool.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Int[-3, 9].Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.Double.Where(double.IsFinite).Select(value => (JsonNode?)JsonValue.Create(value)),
        Names.Select(value => (JsonNode?)JsonValue.Create(value)),
        Gen.String[Gen.Char['\u0001', '\uD7FF'], 0, 6].Select(value => (JsonNode?)JsonValue.Create(value)));

    private static readonly Gen<JsonElement> AnyJson = Nested(Names, 3).Select(AsElement);

    /// <summary>Objects of keywords with values that often fit them.</summary>
    private static readonly Gen<JsonElement> SchemaLike = Nested(OneOf(Keywords), 4).Select(AsElement);

    [Fact]
    public void Validate_AnyJsonAgainstTrue_Passes()
    {
        var schema = SchemaCase.Compile("true");
        AnyJson.Sample(value => schema.Validate(value).Count == 0);
    }

    [Fact]
    public void Validate_AnyJsonAgainstFalse_Fails()
    {
        var schema = SchemaCase.Compile("false");
        AnyJson.Sample(value => schema.Validate(value).Count == 1);
    }

    [Fact]
    public void Validate_ValueAgainstItsConst_PassesAndItsNegationFails() =>
        AnyJson.Sample(value =>
        {
            Passes(new { @const = value }, value).ShouldBeTrue();
            Passes(new { not = new { @const = value } }, value).ShouldBeFalse();
        });

    [Fact]
    public void Validate_ValueAmongOthers_PassesEnum() =>
        Gen.Select(AnyJson, AnyJson).Sample((value, other) =>
        {
            Passes(new { @enum = new[] { other, value } }, value).ShouldBeTrue();
            Passes(new { @enum = new[] { value } }, other).ShouldBe(JsonElement.DeepEquals(value, other));
        });

    [Fact]
    public void Validate_TwoValues_AreUniqueUnlessEqual() =>
        Gen.Select(AnyJson, AnyJson).Sample((first, second) =>
            Passes(new { uniqueItems = true }, JsonSerializer.SerializeToElement(new[] { first, second })) != JsonElement.DeepEquals(first, second));

    [Fact]
    public void Validate_ValueAgainstTheSchemaInferredFromIt_Passes() =>
        AnyJson.Sample(value => Passes(Infer(value), value));

    [Fact]
    public void Validate_ValueWithOnePropertyMore_FailsTheInferredSchema() =>
        AnyJson.Where(value => value.ValueKind == JsonValueKind.Object).Sample(value =>
        {
            var larger = JsonNode.Parse(value.GetRawText())!.AsObject();
            larger["one more"] = 1;
            Passes(Infer(value), AsElement(larger)).ShouldBeFalse();
        });

    [Fact]
    public void Validate_AgainstNotOfASchema_IsTheOpposite() =>
        Gen.Select(SchemaLike, AnyJson).Sample((schema, value) =>
        {
            if (schema.GetRawText().Contains("\"#")) return; // references would lead elsewhere once the schema is moved
            var negation = JsonSerializer.SerializeToElement(new { not = schema });
            if (!OutputSchema.TryCompile(schema, out _, out _) || !OutputSchema.TryCompile(negation, out _, out _)) return;
            Passes(new { not = schema }, value).ShouldBe(!Passes(schema, value));
        });

    [Fact]
    public void TryCompile_AnyJson_NeverThrowsAndGivesSchemaOrDefect() =>
        Gen.OneOf(AnyJson, SchemaLike).Sample(schema =>
        {
            var accepted = OutputSchema.TryCompile(schema, out var compiled, out var defect);
            (compiled is not null).ShouldBe(accepted);
            (defect is null).ShouldBe(accepted);
        }, iter: 2_000);

    [Fact]
    public void Validate_AnyAcceptedSchemaOnAnyJson_NeverThrowsAndIsRepeatable()
    {
        var accepted = 0;
        Gen.Select(SchemaLike, AnyJson).Sample((schema, value) =>
        {
            if (!OutputSchema.TryCompile(schema, out var compiled, out _)) return;
            Interlocked.Increment(ref accepted);
            var violations = compiled.Validate(value);
            violations.Count.ShouldBeLessThanOrEqualTo(SchemaLimits.MaxViolations);
            compiled.Validate(value).ShouldBe(violations);
        }, iter: 2_000);
        accepted.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void FindContradiction_FoundInAnyAcceptedSchema_NoValuePasses()
    {
        var found = 0;
        Gen.Select(SchemaLike, AnyJson.Array[30]).Sample((schema, values) =>
        {
            if (!OutputSchema.TryCompile(schema, out var compiled, out _) || compiled.FindContradiction(schema) is not { } defect) return;
            Interlocked.Increment(ref found);
            defect.Message.ShouldEndWith(".");
            foreach (var value in values) compiled.Validate(value).ShouldNotBeEmpty(schema.GetRawText());
        }, iter: 5_000);
        found.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Shape_OfAnyJson_IsOfOneLength() =>
        Gen.OneOf(AnyJson, SchemaLike).Sample(static schema => SchemaShape.Of(schema).Length == SchemaShape.Length, iter: 2_000);

    private static Gen<string> OneOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<JsonNode?> Nested(Gen<string> names, int depth)
    {
        if (depth == 0) return Scalars;
        var inner = Nested(names, depth - 1);
        return Gen.OneOf(
            Scalars,
            inner.List[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
            Gen.Select(names, inner).List[0, 3].Select(ToObject),
            Gen.Select(names, inner).List[0, 3].Select(ToObject));
    }

    private static JsonNode? ToObject(List<(string Name, JsonNode? Value)> members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members) result[name] = value?.DeepClone();
        return result;
    }

    private static JsonElement AsElement(JsonNode? node) => JsonSerializer.SerializeToElement(node);

    private static bool Passes(object schema, JsonElement value)
    {
        OutputSchema.TryCompile(JsonSerializer.SerializeToElement(schema), out var compiled, out var defect).ShouldBeTrue(defect?.ToString());
        return compiled!.Validate(value).Count == 0;
    }

    private static int CodePointsOf(JsonElement text) => text.GetString()!.EnumerateRunes().Count();

    /// <summary>The narrowest schema of the plain kind that a model would be asked for.</summary>
    private static object Infer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new Dictionary<string, object>
        {
            ["type"] = "object",
            ["properties"] = value.EnumerateObject().ToDictionary(property => property.Name, property => Infer(property.Value)),
            ["required"] = value.EnumerateObject().Select(property => property.Name).ToArray(),
            ["additionalProperties"] = false,
        },
        JsonValueKind.Array => value.GetArrayLength() == 0
            ? new { type = "array", maxItems = 0 }
            : new { type = "array", prefixItems = value.EnumerateArray().Select(Infer).ToArray(), items = false },
        JsonValueKind.String => new { type = "string", minLength = CodePointsOf(value), maxLength = CodePointsOf(value) },
        JsonValueKind.Number => new { type = "number", minimum = value, maximum = value },
        JsonValueKind.Null => new { type = "null" },
        _ => new { type = "boolean" },
    };
}
