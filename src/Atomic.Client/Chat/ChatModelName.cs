namespace Atomic.Client.Chat;

/// <summary>The model that a chat asks for.</summary>
internal static class ChatModelName
{
    private static readonly string[] Presets = ["economy", "balanced", "quality", "realtime"];

    /// <summary>The name on the wire: a preset's is <c>atomic/PRESET</c>, any other is taken as it is.</summary>
    /// <param name="asked">What the caller named; null or empty: nothing.</param>
    /// <param name="fallback">What is asked for then.</param>
    public static string Of(string? asked, string fallback) =>
        string.IsNullOrWhiteSpace(asked) ? fallback : Presets.Contains(asked, StringComparer.Ordinal) ? $"atomic/{asked}" : asked;
}
