using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atomic.Core.Decisions;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Feedbacks;

/// <summary>The rows of a microtask's feedback.</summary>
internal static class FeedbackRows
{
    /// <summary>The prefix of rows that hold feedback.</summary>
    public const string Place = "place";

    private const string SamePrefix = "same";
    private const string Score = "Score";
    private const string Label = "Label";
    private const string Comment = "Comment";
    private const string Received = "Received";
    private const string Trust = "Trust";
    private const string Signalled = "Signal";
    private const string Source = "Source";

    /// <summary>No row of a microtask comes before it.</summary>
    public static string First => Place;

    /// <summary>Every row of a microtask comes before it.</summary>
    public static string End { get; } = TableKey.After(SamePrefix);

    /// <summary>The row of a feedback at its place.</summary>
    public static TableEntity At(string partition, int place, Feedback feedback)
    {
        var row = new TableEntity(partition, TableKey.Of(Place, place))
        {
            [Score] = feedback.Score,
            [Received] = feedback.ReceivedAt.ToString("O", CultureInfo.InvariantCulture),
            [Trust] = feedback.Trust,
            [Signalled] = feedback.Signal.ToString(),
        };
        RowText.Write(row, Label, feedback.Label);
        RowText.Write(row, Comment, feedback.Comment);
        RowText.Write(row, Source, feedback.Source);
        return row;
    }

    /// <summary>
    /// The row that is there once the same is said by the same. A label that is missing differs from an empty one. What was written before judgements had a trust, a
    /// signal and a source keeps its row, since all of them had the same.
    /// </summary>
    public static TableEntity Same(string partition, Feedback feedback)
    {
        var said = new StringBuilder().Append(feedback.Score.ToString("R", CultureInfo.InvariantCulture));
        foreach (var text in (string?[])[feedback.Label, feedback.Comment])
            said.Append('|').Append(text?.Length ?? -1).Append('|').Append(text);
        if (feedback is not { Trust: 1, Signal: Signal.Feedback, Source: null })
            said.Append('|').Append(feedback.Trust.ToString("R", CultureInfo.InvariantCulture)).Append('|').Append(feedback.Signal).Append('|').Append(feedback.Source?.Length ?? -1).Append('|').Append(feedback.Source);
        return new TableEntity(partition, TableKey.Of(SamePrefix, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())))));
    }

    /// <summary>The feedback of a row.</summary>
    public static Feedback Read(TableEntity row) => new()
    {
        Score = row.GetDouble(Score) ?? 0,
        Label = RowText.Read(row, Label),
        Comment = RowText.Read(row, Comment),
        ReceivedAt = DateTimeOffset.ParseExact(row.GetString(Received), "O", CultureInfo.InvariantCulture),
        Trust = row.GetDouble(Trust) ?? 1,
        Signal = row.GetString(Signalled) is { } signal ? Enum.Parse<Signal>(signal) : Signal.Feedback,
        Source = RowText.Read(row, Source),
    };
}
