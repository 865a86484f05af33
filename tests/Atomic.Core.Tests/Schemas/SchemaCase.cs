using System.Text.Json;
using Atomic.Core.Schemas;

namespace Atomic.Core.Tests.Schemas;

/// <summary>Reads the cases of the tables: JSON in which ' stands for ".</summary>
internal static class SchemaCase
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 10_000 };

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json.Replace('\'', '"'), Deep);
        return document.RootElement.Clone();
    }

    public static OutputSchema Compile(string schema)
    {
        OutputSchema.TryCompile(Parse(schema), out var compiled, out var defect).ShouldBeTrue(defect?.ToString());
        return compiled!;
    }

    public static SchemaDefect Refuse(string schema)
    {
        OutputSchema.TryCompile(Parse(schema), out var compiled, out var defect).ShouldBeFalse();
        compiled.ShouldBeNull();
        return defect!;
    }

    public static IReadOnlyList<SchemaViolation> Validate(string schema, string instance) => Compile(schema).Validate(Parse(instance));

    public static void ShouldBe(string schema, string instance, bool valid)
    {
        var violations = Validate(schema, instance);
        (violations.Count == 0).ShouldBe(valid, $"{schema} on {instance}: {string.Join("; ", violations)}");
    }
}
