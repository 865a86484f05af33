using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Atomic.Client.Typed;

/// <summary>Derives each type's schema once; it is kept as long as the type's JSON is.</summary>
internal static class OutputTypes
{
    private static readonly ConditionalWeakTable<JsonTypeInfo, object> Known = [];

    /// <summary>What a type asks of an answer.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="type">How it is JSON.</param>
    public static OutputType<T> Of<T>(JsonTypeInfo<T> type) => (OutputType<T>)Known.GetValue(type, static type => new OutputType<T>((JsonTypeInfo<T>)type));
}
