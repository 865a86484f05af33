using System.Security.Cryptography;
using System.Text;

namespace Atomic.Core.Markets;

/// <summary>The prompt that a bidder sends in place of the caller's instructions alone. A named variant is a bidder of its own beside the one whose deployment it shares.</summary>
public sealed record PromptVariant
{
    /// <summary>What stands between the bidder's id and the variant's name in the id of a variant.</summary>
    public const char Separator = ':';

    /// <summary>The id of the bidder whose deployment, prices and quotas it shares; null where the prompt is the bidder's own and no variant of another.</summary>
    public string? Of { get; init; }

    /// <summary>Its name; null where it is no variant of another.</summary>
    public string? Name { get; init; }

    /// <summary>SHA-256 of the prompt's text as configured, in UTF-8, hexadecimal; null where the caller's instructions are sent as they are.</summary>
    public string? TextHash { get; init; }

    /// <summary>How many verified examples it shows at most; null where it shows none.</summary>
    public int? Demonstrations { get; init; }

    /// <summary>The hash of a prompt's text.</summary>
    /// <param name="text">The text as configured.</param>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
