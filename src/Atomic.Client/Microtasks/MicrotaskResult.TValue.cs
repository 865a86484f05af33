using System.Diagnostics.CodeAnalysis;

namespace Atomic.Client.Microtasks;

/// <summary>A microtask with its answer as a value.</summary>
/// <typeparam name="TValue">The answer's type.</typeparam>
public sealed record MicrotaskResult<TValue> : MicrotaskResult
{
    private readonly TValue? _value;

    [SetsRequiredMembers]
    internal MicrotaskResult(MicrotaskResult result, TValue? value)
        : base(result) => _value = value;

    /// <summary>The answer.</summary>
    /// <exception cref="AtomicClientException">There is none: code <c>no-answer</c>; the message says why.</exception>
    [SuppressMessage("Design", "CA1065", Justification = "As Nullable.Value and Task.Result: the caller who has not looked gets the reason, not a default.")]
    public TValue Value => Succeeded
        ? _value!
        : throw new AtomicClientException(
            AtomicClientException.NoAnswer, $"Microtask {Id} has no answer ({Status}): {Detail ?? "it has not ended"} Its explanation is at {Links.Explanation}.") { MicrotaskId = Id };

    /// <summary>The answer, or the default of its type where there is none.</summary>
    public TValue? ValueOrDefault => Succeeded ? _value : default;
}
