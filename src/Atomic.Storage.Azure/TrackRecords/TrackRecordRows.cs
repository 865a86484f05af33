using System.Text.Json;
using Atomic.Core.Learning;
using Atomic.Orchestration.State;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.TrackRecords;

/// <summary>
/// The rows of a kind's partition: <c>record</c> has the version, <c>record:BIDDER</c> a bidder's record and the version that changed it last,
/// <c>record:ID:ID</c> the same of a pair, <c>learned:ID</c> that a learning counted. A bidder's record is bounded in size, below 4,000 characters of JSON in one property, whatever was learned.
/// </summary>
internal static class TrackRecordRows
{
    /// <summary>The RowKey of the version row; it comes before those of the bidders.</summary>
    public const string VersionKey = "record";

    /// <summary>The property that holds a version.</summary>
    public const string Version = "Version";

    /// <summary>The property that tells calls with the same learning id apart.</summary>
    public const string Token = "Token";

    private const string Bidder = "Bidder";
    private const string Second = "Second";
    private const string Record = "Record";

    /// <summary>What comes after the rows of a kind's record.</summary>
    public static string AfterRecords { get; } = TableKey.After(VersionKey);

    /// <summary>The RowKey of a learning.</summary>
    public static string LearnedKey(string learningId) => TableKey.Of("learned", learningId);

    /// <summary>The version row.</summary>
    public static TableEntity VersionRow(string partition, KindRecord record) => new(partition, VersionKey) { [Version] = record.Version };

    /// <summary>The row of a bidder's record.</summary>
    public static TableEntity BidderRow(string partition, KindRecord record, string bidderId)
    {
        var row = new TableEntity(partition, TableKey.Of(VersionKey, bidderId))
        {
            [Version] = record.Version,
            [Record] = JsonSerializer.Serialize(record.Of(bidderId), TrackRecordJson.Default.TrackRecord),
        };
        RowText.Write(row, Bidder, bidderId);
        return row;
    }

    /// <summary>The RowKey of a pair's record. Keys of texts hold no colon, so that it is no bidder's.</summary>
    public static string PairKey(BidderPair pair) => TableKey.Of(VersionKey, pair.First, pair.Second);

    /// <summary>The row of a pair's record.</summary>
    public static TableEntity PairRow(string partition, KindRecord record, BidderPair pair)
    {
        var row = new TableEntity(partition, PairKey(pair))
        {
            [Version] = record.Version,
            [Record] = JsonSerializer.Serialize(record.Of(pair), TrackRecordJson.Default.PairRecord),
        };
        RowText.Write(row, Bidder, pair.First);
        RowText.Write(row, Second, pair.Second);
        return row;
    }

    /// <summary>The row of a learning that counted.</summary>
    public static TableEntity LearnedRow(string partition, Learning learning, long version) =>
        new(partition, learning.RowKey) { [Version] = version, [Token] = learning.Token };

    /// <summary>Whom a bidder's row is about, and the record.</summary>
    public static (string BidderId, TrackRecord Record) ReadBidder(TableEntity row) =>
        (RowText.Read(row, Bidder)!, JsonSerializer.Deserialize(row.GetString(Record), TrackRecordJson.Default.TrackRecord)!);

    /// <summary>Which pair's row it is, and the record; null where it is a bidder's.</summary>
    public static (BidderPair Pair, PairRecord Record)? ReadPair(TableEntity row) => RowText.Read(row, Second) is { } second
        ? (new BidderPair(RowText.Read(row, Bidder)!, second), JsonSerializer.Deserialize(row.GetString(Record), TrackRecordJson.Default.PairRecord)!)
        : null;
}
