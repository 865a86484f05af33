using System.Globalization;
using Atomic.Core.Errors;

namespace Atomic.Functions.Clients;

/// <summary>Where an instance stands in a listing: the newest first, and of those that were started at the same moment the ordinally greatest id.</summary>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="InstanceId">Its id.</param>
internal readonly record struct ListingPosition(DateTimeOffset CreatedAt, string InstanceId)
{
    private const char Separator = '.';

    /// <summary>The order of listings.</summary>
    public static IComparer<ListingPosition> NewestFirst { get; } = Comparer<ListingPosition>.Create(static (left, right) =>
    {
        var byTime = right.CreatedAt.CompareTo(left.CreatedAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(right.InstanceId, left.InstanceId);
    });

    /// <summary>Reads a position.</summary>
    /// <param name="text">What <see cref="ToString"/> wrote.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidField"/> where it is none.</exception>
    public static ListingPosition Parse(string text)
    {
        var separator = text.IndexOf(Separator, StringComparison.Ordinal);
        return separator > 0
            && long.TryParse(text.AsSpan(0, separator), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks
                ? new ListingPosition(new DateTimeOffset(ticks, TimeSpan.Zero), text[(separator + 1)..])
                : throw new AtomicException(ErrorCodes.InvalidField, "Field continuation is not one that a listing returned.");
    }

    /// <summary>The position as a continuation of a page.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CreatedAt.UtcTicks}{Separator}{InstanceId}");
}
