using System.Diagnostics.CodeAnalysis;

namespace Atomic.Orchestration.Submissions;

/// <summary>A caller's idempotency key: 1 to 255 visible ASCII characters, so that it can travel in a header.</summary>
public sealed record IdempotencyKey
{
    private IdempotencyKey(string value) => Value = value;

    /// <summary>The key as it was sent.</summary>
    public string Value { get; }

    /// <summary>The key, where the text can be one.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="key">The key; null where the text cannot be one.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IdempotencyKey? key)
    {
        key = null;
        if (string.IsNullOrEmpty(text) || text.Length > SubmissionLimits.MaxIdempotencyKeyLength) return false;
        if (text.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0) return false;
        key = new IdempotencyKey(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
