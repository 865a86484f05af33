using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Calibration;
using Atomic.Core.Decisions;
using Atomic.Core.Learning;
using Atomic.Orchestration.State;

namespace Atomic.Orchestration.Tests.State;

public sealed class TrackRecordJsonTests
{
    [Fact]
    public void Serialize_FullRecord_ComesBackEqualAndStaysSmall()
    {
        var record = TrackRecord.Empty;
        for (var index = 0; index < 3 * ShapeRecords.MaxShapes; index++)
        {
            record = record.After(
                new Observation
                {
                    BidderId = "a", Outcome = index % 3 == 0 ? AttemptOutcome.InvalidOutput : AttemptOutcome.Succeeded, SchemaShape = $"{index:x12}", LatencySeconds = 1.0 / (index + 3), OutputTokens = index, Score = 1.0 / 3,
                    Promised = index % 10 / 10.0 + (1.0 / 30), CostUsd = 1.0 / (index + 7), PromisedCostUsd = new Estimate(0.1, 0.05, 0.2), PromisedLatencySeconds = new Estimate(0.1, 0.05, 0.2),
                },
                index);
        }

        var json = JsonSerializer.Serialize(record, TrackRecordJson.Default.TrackRecord);

        record.Calibration.Quality.Bins.Count.ShouldBe(10);
        JsonSerializer.Deserialize(json, TrackRecordJson.Default.TrackRecord).ShouldBe(record);
        json.Length.ShouldBeLessThan(4_000, "a row of it is read with every bid");
    }

    [Fact]
    public void Deserialize_RowOfTheFirstVersion_HasNoShapesAndNoCalibration()
    {
        const string Row = """
            {"answered":{"good":2.97,"bad":1},"right":{"good":1,"bad":0},"logLatency":{"weight":3,"mean":0.1,"squaredDeviations":0.2},
             "logOutputTokens":{"weight":3,"mean":4,"squaredDeviations":0.2},"attempts":4,"judged":1,"spentUsd":0.25}
            """;

        var record = JsonSerializer.Deserialize(Row, TrackRecordJson.Default.TrackRecord)!;

        record.ShouldBe(new TrackRecord
        {
            Answered = new DecayedCounts(2.97, 1),
            Right = new DecayedCounts(1, 0),
            LogLatency = new DecayedMoments(3, 0.1, 0.2),
            LogOutputTokens = new DecayedMoments(3, 4, 0.2),
            Attempts = 4,
            Judged = 1,
            SpentUsd = 0.25,
        });
        record.Calibration.ShouldBe(CalibrationRecord.None);
    }

    [Fact]
    public void Deserialize_RowWithAnEmptyCalibration_IsReadable()
    {
        var record = JsonSerializer.Deserialize("""{"calibration":{"cost":{"counted":1},"quality":null},"attempts":4}""", TrackRecordJson.Default.TrackRecord)!;

        record.Calibration.Cost.Counted.ShouldBe(1);
        record.Calibration.Quality.ShouldBe(QualityCalibration.None);
        record.Attempts.ShouldBe(4);
    }
}
