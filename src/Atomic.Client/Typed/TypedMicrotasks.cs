using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Atomic.Client.Microtasks;

namespace Atomic.Client.Typed;

/// <summary>Runs microtasks whose answer is a value. The schema comes from the type, with its descriptions, enumerations, required and nullable members.</summary>
public static class TypedMicrotasks
{
    private const string Reflects = "The schema is derived by reflection; use the overload with a JsonTypeInfo where code is trimmed or compiled ahead of time.";

    // What the schema says is held to when the answer is read: no member too many, no null and no gap where the type has none. Enumerations by name.
    private static readonly JsonSerializerOptions ByReflection = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Runs a microtask and reads its answer as a value.</summary>
    /// <typeparam name="T">The answer's type: an object, or a number, list, enumeration or string.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="microtask">What is asked; it has no <see cref="Microtask.OutputSchema"/> of its own.</param>
    /// <param name="cancellationToken">Gives up waiting; the microtask goes on.</param>
    /// <returns>The microtask as it ended; its value throws where there is no answer.</returns>
    /// <exception cref="AtomicClientException">As <see cref="IAtomicClient.RunAsync"/>; <see cref="AtomicClientException.OutputMismatch"/> where the answer is no such value.</exception>
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    public static Task<MicrotaskResult<T>> RunAsync<T>(this IAtomicClient client, Microtask microtask, CancellationToken cancellationToken = default)
    {
        ByReflection.MakeReadOnly(populateMissingResolver: true);
        return client.RunAsync(microtask, (JsonTypeInfo<T>)ByReflection.GetTypeInfo(typeof(T)), cancellationToken);
    }

    /// <summary>Runs a microtask and reads its answer as a value whose JSON was generated at build time.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="client">The client.</param>
    /// <param name="microtask">What is asked; it has no <see cref="Microtask.OutputSchema"/> of its own.</param>
    /// <param name="type">How the type is JSON; its options decide on names, enumerations and strictness.</param>
    /// <param name="cancellationToken">Gives up waiting; the microtask goes on.</param>
    /// <inheritdoc cref="RunAsync{T}(IAtomicClient, Microtask, CancellationToken)"/>
    public static async Task<MicrotaskResult<T>> RunAsync<T>(
        this IAtomicClient client, Microtask microtask, JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        if (microtask.OutputSchema is not null)
            throw new ArgumentException($"The schema of a typed run is that of {typeof(T).Name}; leave out OutputSchema.", nameof(microtask));
        var output = OutputTypes.Of(type);
        var result = await client.RunAsync(microtask with { OutputSchema = output.Schema }, cancellationToken);
        return new MicrotaskResult<T>(result, result.Succeeded ? output.Read(result.Id, result.Output) : default);
    }

    /// <summary>The schema that a typed run sends; null for a string, which is free text.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="type">How the type is JSON.</param>
    public static JsonElement? SchemaOf<T>(JsonTypeInfo<T> type) => OutputTypes.Of(type).Schema;

    /// <summary>The schema that a typed run sends; null for a string, which is free text.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    [RequiresUnreferencedCode(Reflects)]
    [RequiresDynamicCode(Reflects)]
    public static JsonElement? SchemaOf<T>()
    {
        ByReflection.MakeReadOnly(populateMissingResolver: true);
        return SchemaOf((JsonTypeInfo<T>)ByReflection.GetTypeInfo(typeof(T)));
    }
}
