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
        };
        RowText.Write(row, Label, feedback.Label);
        RowText.Write(row, Comment, feedback.Comment);
        return row;
    }

    /// <summary>The row that is there once the same score, label and comment are. A label that is missing differs from an empty one.</summary>
    public static TableEntity Same(string partition, Feedback feedback)
    {
        var said = new StringBuilder().Append(feedback.Score.ToString("R", CultureInfo.InvariantCulture));
        foreach (var text in (string?[])[feedback.Label, feedback.Comment])
            said.Append('|').Append(text?.Length ?? -1).Append('|').Append(text);
        return new TableEntity(partition, TableKey.Of(SamePrefix, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())))));
    }

    /// <summary>The feedback of a row.</summary>
    public static Feedback Read(TableEntity row) => new()
    {
        Score = row.GetDouble(Score) ?? 0,
        Label = RowText.Read(row, Label),
        Comment = RowText.Read(row, Comment),
        ReceivedAt = DateTimeOffset.ParseExact(row.GetString(Received), "O", CultureInfo.InvariantCulture),
    };
}
