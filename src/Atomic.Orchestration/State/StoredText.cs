using Atomic.Core.Decisions;
using Atomic.Core.Errors;

namespace Atomic.Orchestration.State;

/// <summary>What may be kept. Every store keeps any well-formed text, NUL included; half a surrogate pair would come back as another character.</summary>
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

    /// <summary>Refuses a judgement whose figures would not come back as they are.</summary>
    /// <param name="judgement">The judgement.</param>
    /// <exception cref="ArgumentOutOfRangeException">The score or the trust is no finite number.</exception>
    public static void RequireJudgement(Feedback judgement)
    {
        if (!double.IsFinite(judgement.Score))
            throw new ArgumentOutOfRangeException(nameof(judgement), judgement.Score, "A score is a finite number.");
        if (!double.IsFinite(judgement.Trust))
            throw new ArgumentOutOfRangeException(nameof(judgement), judgement.Trust, "A trust is a finite number.");
    }
}
