using System.Globalization;
using Atomic.Cli.CommandLine;

namespace Atomic.Cli.WhatIf;

/// <summary>Reads a time of the command line: how long ago (<c>7d</c>, <c>24h</c>, <c>30m</c>), a day, or a time in ISO 8601.</summary>
internal static class TimeArgument
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
    private const int MostUnits = 36_500;

    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>The time; null where none was given.</summary>
    /// <param name="option">The option's name, for its failure.</param>
    /// <param name="text">What was given.</param>
    /// <param name="now">Now.</param>
    /// <exception cref="CommandException">It is none of these.</exception>
    public static DateTimeOffset? Read(string option, string? text, DateTimeOffset now)
    {
        if (text is null) return null;
        if (DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, Utc, out var time)) return time;
        var units = text.Length > 1 && int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MostUnits ? count : -1;
        return (units, text[^1..]) switch
        {
            ( >= 0, "d") => now.AddDays(-units),
            ( >= 0, "h") => now.AddHours(-units),
            ( >= 0, "m") => now.AddMinutes(-units),
            _ => throw new CommandException(ExitCode.BadInput, $"{option} '{text}' is no time; give 7d, 24h or 30m for how long ago, or a time such as 2026-01-31 or 2026-01-31T12:00:00Z."),
        };
    }
}
