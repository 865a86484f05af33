using System.Text.Json;
using Atomic.Functions.Journals;
using Atomic.Orchestration.Durable;

namespace Atomic.Functions.Tests.Journals;

public sealed class CheckpointedStatusTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly Journal _journal = new(static () => Now);

    [Fact]
    public void Write_NothingPublished_HasTheJournalAlone()
    {
        _journal.Append(HistoryEventType.TaskScheduled, _journal.NextTaskId(), "Award");

        var envelope = Written(new CheckpointedStatus(_journal));

        envelope.Status.ShouldBeNull();
        envelope.Label.ShouldBeNull();
        JournalText.Read(envelope.Journal!).Single().ShouldBe(new JournalEntry(HistoryEventType.TaskScheduled, Now, 0, "Award"));
    }

    [Fact]
    public void Write_EventsAfterItWasSet_AreInIt()
    {
        // Durable Task takes the object once and writes it at the end of the turn.
        var status = new CheckpointedStatus(_journal);
        _journal.Append(HistoryEventType.TaskScheduled, _journal.NextTaskId(), "Award");
        _journal.Append(HistoryEventType.TaskCompleted, 0);

        JournalText.Read(Written(status).Journal!).Count.ShouldBe(2);
    }

    [Fact]
    public void Write_JournalThatDoesNotFit_IsLeftOutAndTheStatusIsNot()
    {
        var random = new Random(1);
        var noise = new byte[16 * 1024];
        random.NextBytes(noise);
        _journal.Append(HistoryEventType.TaskCompleted, 0, payload: JsonSerializer.SerializeToElement(Convert.ToBase64String(noise)));
        var status = new CheckpointedStatus(_journal);
        status.Publish(JsonSerializer.SerializeToElement(new { status = "succeeded" }), "succeeded");

        var envelope = Written(status);

        envelope.Journal.ShouldBeNull();
        envelope.Label.ShouldBe("succeeded");
        envelope.Status!.Value.GetProperty("status").GetString().ShouldBe("succeeded");
    }

    [Fact]
    public void Write_JournalThatGrows_IsThereUpToTheLimitAndNeverOverIt()
    {
        var random = new Random(2);
        var status = new CheckpointedStatus(_journal);
        var (with, without) = (0, 0);
        for (var i = 0; i < 60; i++)
        {
            var noise = new byte[256];
            random.NextBytes(noise);
            _journal.Append(HistoryEventType.TaskCompleted, i, payload: JsonSerializer.SerializeToElement(Convert.ToBase64String(noise)));
            var json = JsonSerializer.Serialize(status);
            (json.Length * sizeof(char)).ShouldBeLessThan(16 * 1024);
            if (json.Contains("journal", StringComparison.Ordinal))
                with++;
            else
                without++;
        }

        with.ShouldBeGreaterThan(10);
        without.ShouldBeGreaterThan(10);
    }

    private static StatusEnvelope Written(CheckpointedStatus status) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(status), JournalJson.Default.StatusEnvelope)!;
}
