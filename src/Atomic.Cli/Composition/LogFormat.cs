namespace Atomic.Cli.Composition;

/// <summary>The form of a line of the console log.</summary>
internal enum LogFormat
{
    /// <summary>One line for people.</summary>
    Text,

    /// <summary>One JSON object with event id, category and named values, for collectors.</summary>
    Json,
}
