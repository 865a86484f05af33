using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>A keyword that looks at one value and needs no subschema.</summary>
/// <param name="keyword">Its name.</param>
/// <param name="kind">The only kind of value that it looks at.</param>
/// <param name="findFault">What is wrong with a value of that kind, or null.</param>
internal sealed class Assertion(string keyword, JsonValueKind kind, Func<JsonElement, ValidationRun, string?> findFault) : SchemaRule
{
    /// <inheritdoc/>
    public override bool Check(JsonElement instance, ValidationRun run) =>
        instance.ValueKind != kind || findFault(instance, run) is not { } fault || run.Report(keyword, fault);
}
