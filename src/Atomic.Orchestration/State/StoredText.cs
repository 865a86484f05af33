using Atomic.Core.Errors;

namespace Atomic.Orchestration.State;

/// <summary>What may be a key. Every store keeps any well-formed text, NUL included; half a surrogate pair would come back as another character.</summary>
public static class StoredText
{
    /// <summary>Refuses a text that would not come back as it is.</summary>
    /// <param name="key">The id or kind.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidField"/>.</exception>
    public static void RequireKey(string key)
    {
        var rest = key.AsSpan();
        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var index)
        {
            if (!char.IsHighSurrogate(rest[index]) || index + 1 == rest.Length || !char.IsLowSurrogate(rest[index + 1]))
                throw new AtomicException(ErrorCodes.InvalidField, "An id or kind has half a surrogate pair: send well-formed Unicode.");
            rest = rest[(index + 2)..];
        }
    }
}
