using Atomic.Core.Microtasks;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Activities;

public sealed class OutputStorageTests
{
    [Fact]
    public async Task LargeAnswer_TravelsByReference_AndIsWholeForItsReaders()
    {
        var answer = new string('x', 5_000);
        await using var house = await House.OpenAsync([Answering(answer)], new OrchestrationOptions { MaxInlineOutputBytes = 4_096 });

        var view = await house.RunAsync(Samples.Submission());
        var record = await house.SettledRecordAsync(view.Id);

        view.Status.ShouldBe(MicrotaskStatus.Succeeded);
        view.Output!.Value.GetString().ShouldBe(answer);
        view.StoredOutput!.Bytes.ShouldBe(answer.Length + 2);
        record.Attempts[0].Output!.Value.GetString().ShouldBe(answer);
        (await house.Ports.GetAsync(view.StoredOutput.Hash, CancellationToken.None))!.Value.Length.ShouldBe(answer.Length + 2);
    }

    [Fact]
    public async Task SmallAnswer_StaysInTheRecord()
    {
        await using var house = await House.OpenAsync([Answering("short")], new OrchestrationOptions { MaxInlineOutputBytes = 4_096 });

        var view = await house.RunAsync(Samples.Submission());

        view.StoredOutput.ShouldBeNull();
        view.Output!.Value.GetString().ShouldBe("short");
    }

    [Fact]
    public async Task Deliveries_CountedByALedger_AreInTheRecord()
    {
        await using var house = await House.OpenAsync([Answering("short")], ledger: new SecondDelivery());

        var record = await house.SettledRecordAsync((await house.RunAsync(Samples.Submission())).Id);

        record.Started.ShouldHaveSingleItem().Deliveries.ShouldBe(2);
    }

    private static ScriptedBidder Answering(string text) => new("a") { OnExecute = (_, _) => Task.FromResult(ScriptedBidder.Answer(text)) };

    private sealed class SecondDelivery : IAttemptLedger
    {
        public ValueTask<int> StartAsync(string microtaskId, int step, int ask, CancellationToken cancellationToken) => new(2);
    }
}
