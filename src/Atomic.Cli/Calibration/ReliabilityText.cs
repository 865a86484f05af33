using System.Globalization;
using Atomic.Cli.Output;
using Atomic.Core.Calibration;

namespace Atomic.Cli.Calibration;

/// <summary>A reliability curve as lines of text: on a scale of 0 to 100%, where the promise lies and where the share of right answers.</summary>
internal static class ReliabilityText
{
    /// <summary>What the signs mean.</summary>
    public const string Legend = "| promised, o right, * both in one place, on a scale of 0 to 100%";

    private const int Width = 40;

    /// <summary>The line of one tenth.</summary>
    /// <param name="point">The tenth.</param>
    public static string Of(ReliabilityPoint point)
    {
        var scale = new string('.', Width).ToCharArray();
        var (promised, right) = (PlaceOf(point.Promised), PlaceOf(point.Right));
        scale[promised] = '|';
        scale[right] = right == promised ? '*' : 'o';
        var tenth = string.Create(CultureInfo.InvariantCulture, $"{point.From * 100:0}–{point.To * 100:0}%");
        return $"{tenth,8} {new string(scale)} {Figures.Percent(point.Promised)} promised, {Figures.Percent(point.Right)} right of {point.Weight.ToString("0.0", CultureInfo.InvariantCulture)}";
    }

    private static int PlaceOf(double share) => Math.Clamp((int)(share * Width), 0, Width - 1);
}
