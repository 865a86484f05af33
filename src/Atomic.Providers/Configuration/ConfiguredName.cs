namespace Atomic.Providers.Configuration;

/// <summary>Reads the kebab-case names of enum members in configuration (<c>azure-open-ai</c>).</summary>
internal static class ConfiguredName
{
    /// <summary>Whether the text names a member; numbers do not.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="text">The configured text.</param>
    /// <param name="value">The member.</param>
    public static bool TryParse<TEnum>(string? text, out TEnum value)
        where TEnum : struct, Enum
    {
        value = default;
        return text is { Length: > 0 }
            && char.IsAsciiLetter(text[0])
            && Enum.TryParse(text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out value)
            && Enum.IsDefined(value);
    }

    /// <summary>The member that a checked text names.</summary>
    /// <typeparam name="TEnum">The enum.</typeparam>
    /// <param name="text">Text that passed <see cref="MarketOptionsCheck"/>.</param>
    public static TEnum Parse<TEnum>(string text)
        where TEnum : struct, Enum =>
        TryParse<TEnum>(text, out var value) ? value : throw new ArgumentException($"'{text}' names no {typeof(TEnum).Name}.", nameof(text));
}
