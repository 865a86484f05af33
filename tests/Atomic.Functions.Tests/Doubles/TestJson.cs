using System.Text.Json.Serialization;
using Atomic.Orchestration.Durable;

namespace Atomic.Functions.Tests.Doubles;

[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(string))]
internal sealed partial class TestJson : JsonSerializerContext;

/// <summary>Orchestrations and activities of numbers.</summary>
internal static class Numbers
{
    public static ActivityDefinition<int, int> Double { get; } = new("Double", ActivityEffect.External, TestJson.Default.Int32, TestJson.Default.Int32);

    public static OrchestrationDefinition<int, int> Orchestration(Func<IOrchestrationContext, int, Task<int>> code) =>
        new("Test", TestJson.Default.Int32, TestJson.Default.Int32, code);
}
