using Atomic.Core.Schemas;

namespace Atomic.Core.Repairs;

/// <summary>Finds the member of an enumeration that is meant by a text in other case or with white space around it.</summary>
internal static class EnumCase
{
    /// <summary>The only member that equals the text but for case and the white space around both; null where the text is a member itself, or where none or several do.</summary>
    /// <param name="text">The text.</param>
    /// <param name="members">The members.</param>
    /// <param name="run">Pays for the comparisons.</param>
    public static string? Find(string text, IReadOnlyList<string> members, ValidationRun run)
    {
        run.Spend(1 + (members.Count / 8));
        string? only = null;
        foreach (var member in members)
        {
            if (member == text) return null;
            if (!member.AsSpan().Trim().Equals(text.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase)) continue;
            if (only is not null) return null;
            only = member;
        }

        return only;
    }
}
