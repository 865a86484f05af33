namespace Atomic.Core.Explanations;

/// <summary>Keeps what is not a number out of explanations: JSON has no word for it, and people neither.</summary>
internal static class Finite
{
    /// <summary>The value, or null where it is not finite.</summary>
    /// <param name="value">The value.</param>
    public static double? OrNull(double value) => double.IsFinite(value) ? value : null;

    /// <summary>The value, or null where there is none or it is not finite.</summary>
    /// <param name="value">The value.</param>
    public static double? OrNull(double? value) => value is { } some ? OrNull(some) : null;
}
