namespace Atomic.Core.Extraction;

/// <summary>How a value comes from the place in the text where it stands. Which forms a field has is learned from its examples.</summary>
public enum ValueForm
{
    /// <summary>As it stands.</summary>
    Verbatim,

    /// <summary>In lower case.</summary>
    Lower,

    /// <summary>In upper case.</summary>
    Upper,

    /// <summary>Each word with a capital, the rest in lower case.</summary>
    Title,

    /// <summary>White space, line breaks too, as one space.</summary>
    Spaced,

    /// <summary>Without white space.</summary>
    Compact,

    /// <summary>The digits alone.</summary>
    Digits,

    /// <summary>A date as ISO 8601, the day before the month where both are numbers.</summary>
    DayFirstDate,

    /// <summary>A date as ISO 8601, the month before the day where both are numbers.</summary>
    MonthFirstDate,

    /// <summary>The sign of a currency as its code of ISO 4217.</summary>
    CurrencyCode,

    /// <summary>A number with a decimal point; thousands by comma, space or apostrophe.</summary>
    PointNumber,

    /// <summary>A number with a decimal comma; thousands by point, space or apostrophe.</summary>
    CommaNumber,
}
