using System.Text.Json;
using Atomic.Core.Decisions;
using Atomic.Core.Json;
using Atomic.Core.Learning;

namespace Atomic.Core.Tests.Learning;

public sealed class ShapeRecordsTests
{
    private const string Hard = "0123456789ab";
    private const string Easy = "ba9876543210";

    [Fact]
    public void After_MoreShapesThanAreKept_TheOneLearnedLongestAgoLeaves()
    {
        var records = Enumerable.Range(0, ShapeRecords.MaxShapes).Aggregate(ShapeRecords.None, static (known, index) => known.After($"shape-{index}", true, index));
        records = records.After("shape-0", true, 100).After("new", false, 101);

        records.Counts.Count.ShouldBe(ShapeRecords.MaxShapes);
        records.Of("shape-1", 101).ShouldBe(default);
        records.Of("shape-0", 101).Good.ShouldBeGreaterThan(1.5);
        records.Of("new", 101).Bad.ShouldBe(1);
    }

    [Fact]
    public void Of_TheKindLearnsOfOtherThings_EvidenceFades()
    {
        var records = ShapeRecords.None.After(Hard, false, 10);

        records.Of(Hard, 10).Bad.ShouldBe(1);
        records.Of(Hard, 10 + 346).Bad.ShouldBe(0.5, 0.01);
        records.Of(Hard, 5).Bad.ShouldBe(1, "a record is never older than none");
    }

    [Fact]
    public void After_InvalidAnswerUnderASchema_CountsForTheShapeAndAsAnswered()
    {
        var record = TrackRecord.Empty.After(Invalid(Hard));

        record.Answered.ShouldBe(new DecayedCounts(1, 0));
        record.Shapes.Of(Hard, 0).ShouldBe(new DecayedCounts(0, 1));
        record.Shapes.Of(Easy, 0).ShouldBe(default);
        TrackRecord.Empty.After(Observed.Failure(AttemptOutcome.InvalidOutput)).Answered.ShouldBe(new DecayedCounts(0, 1), "without a schema it is no answer");
    }

    [Theory]
    [InlineData(AttemptOutcome.TimedOut)]
    [InlineData(AttemptOutcome.Rejected)]
    [InlineData(AttemptOutcome.Cancelled)]
    public void After_NoAnswerUnderASchema_SaysNothingOfTheShape(AttemptOutcome outcome) =>
        TrackRecord.Empty.After(Observed.Failure(outcome) with { SchemaShape = Hard }).Shapes.ShouldBe(ShapeRecords.None);

    [Fact]
    public void Estimate_BidderFailsOneShape_LosesSuccessForThatShapeOnly()
    {
        var record = TrackRecord.Empty.After(20, Invalid(Hard)).After(20, Observed.Answer() with { SchemaShape = Easy });

        Success(record, Hard).ShouldBeLessThan(0.3 * Success(record, Easy));
        Success(record, Easy).ShouldBeGreaterThan(Success(TrackRecord.Empty, Easy));
        Success(record, null).ShouldBeGreaterThan(Success(TrackRecord.Empty, null));
        BidEstimator.Estimate(Observed.Plain, record, 10, Hard).Evidence.ShouldSatisfyAllConditions(
            static evidence => evidence.SchemaShape.ShouldBe(Hard),
            static evidence => evidence.InvalidRate!.Value.ShouldBeGreaterThan(0.7),
            static evidence => evidence.ShapeObservations!.Value.ShouldBeInRange(15, 20));
    }

    [Fact]
    public void Estimate_EvidenceHasFaded_TheBidderComesBack()
    {
        var record = TrackRecord.Empty.After(50, Invalid(Hard));
        var fresh = BidEstimator.Estimate(Observed.Plain, TrackRecord.Empty, 10, Hard).Evidence.InvalidRate!.Value;

        BidEstimator.Estimate(Observed.Plain, record, 10, Hard, 0).Evidence.InvalidRate!.Value.ShouldBeGreaterThan(0.8);
        BidEstimator.Estimate(Observed.Plain, record, 10, Hard, 5_000).Evidence.InvalidRate!.Value.ShouldBe(fresh, 0.01);
    }

    [Fact]
    public void Deserialize_RowFromBeforeShapesWereKept_HasNone()
    {
        var row = """{"answered":{"good":3,"bad":0},"right":{"good":0,"bad":0},"attempts":3,"judged":0,"spentUsd":0.5}""";

        var record = JsonSerializer.Deserialize(row, CoreJson.Default.TrackRecord)!;

        record.Shapes.ShouldBe(ShapeRecords.None);
        record.After(Invalid(Hard)).Shapes.Of(Hard, 0).Bad.ShouldBe(1);
    }

    [Fact]
    public void Serialize_RecordWithShapes_ComesBackEqual()
    {
        var record = TrackRecord.Empty.After(3, Invalid(Hard)).After(Observed.Answer() with { SchemaShape = Easy });

        JsonSerializer.Deserialize(JsonSerializer.Serialize(record, CoreJson.Default.TrackRecord), CoreJson.Default.TrackRecord).ShouldBe(record);
    }

    private static Observation Invalid(string shape) => Observed.Answer() with { Outcome = AttemptOutcome.InvalidOutput, SchemaShape = shape };

    private static double Success(TrackRecord record, string? shape) => BidEstimator.Estimate(Observed.Plain, record, 10, shape).Success.Expected;
}
