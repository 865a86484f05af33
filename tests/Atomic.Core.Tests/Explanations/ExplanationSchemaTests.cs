using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atomic.Core.Explanations;
using Atomic.Core.Schemas;

namespace Atomic.Core.Tests.Explanations;

public sealed class ExplanationSchemaTests
{
    public static TheoryData<string> States => [.. DecisionRecordCases.All.Keys];

    [Theory]
    [MemberData(nameof(States))]
    public void Json_EveryState_Validates(string state)
    {
        using var schema = JsonDocument.Parse(ExplanationSchema.Json);
        OutputSchema.TryCompile(schema.RootElement, out var compiled, out var defect).ShouldBeTrue(defect?.ToString());
        using var json = JsonDocument.Parse(ExplanationJson.Write(Explanation.Of(DecisionRecordCases.All[state])));

        compiled.Validate(json.RootElement).ShouldBeEmpty();
    }

    [Fact]
    public void Json_PropertiesAndEnums_AreThoseOfTheWireForm()
    {
        using var schema = JsonDocument.Parse(ExplanationSchema.Json);
        var compared = 0;

        Compare(schema.RootElement, schema.RootElement, typeof(Explanation));

        compared.ShouldBeGreaterThan(20);

        void Compare(JsonElement root, JsonElement node, Type type)
        {
            var wire = ExplanationJson.Compact.GetTypeInfo(type).ShouldNotBeNull(type.Name);
            node.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
            node.GetProperty("properties").EnumerateObject().Select(static property => property.Name)
                .ShouldBe(wire.Properties.Select(static property => property.Name), ignoreOrder: true, type.Name);
            foreach (var property in wire.Properties)
            {
                var described = node.GetProperty("properties").GetProperty(property.Name);
                described.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace();
                CompareProperty(root, described, property);
                compared++;
            }
        }

        void CompareProperty(JsonElement root, JsonElement described, JsonPropertyInfo property)
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            var target = described.TryGetProperty("items", out var items) ? items : described;
            if (target.TryGetProperty("$ref", out var reference))
            {
                var name = reference.GetString()!["#/$defs/".Length..];
                var element = type.IsGenericType ? type.GetGenericArguments()[^1] : type;
                Compare(root, root.GetProperty("$defs").GetProperty(name), element);
            }
            else if (type.IsEnum)
            {
                described.GetProperty("enum").EnumerateArray().Select(static one => one.GetString())
                    .ShouldBe(Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName), ignoreOrder: true, property.Name);
            }
        }
    }
}
