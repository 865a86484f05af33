using System.Diagnostics;
using Atomic.Core.Errors;
using Atomic.Orchestration.Service;
using Atomic.Testing.Azurite;

namespace Atomic.Storage.Azure.Tests.Queues;

public sealed class QueuePumpTests(AzuriteFixture azurite)
{
    private const int Fails = 8601;
    private const int ServesAgain = 8602;
    private const int GivenUp = 8604;

    private readonly ScriptedHouse _house = new();

    [Fact]
    public async Task Start_ManyMessages_EachHasItsResultAndIsGone()
    {
        await using var running = new RunningPump(azurite.ConnectionString, _house, static options => options.Concurrency = 8);
        for (var number = 0; number < 40; number++)
            await running.PutAsync(ScriptedHouse.Message($"text {number}"), isBase64: number % 2 == 0);

        running.Pump.Start();

        var results = await running.TakeResultsAsync(40);
        results.Select(static result => result.GetProperty("output").GetString()).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(0, 40).Select(static number => $"text {number}").Order(StringComparer.Ordinal));
        results.Select(static result => result.GetProperty("messageId").GetString()).Distinct().Count().ShouldBe(40);
        await running.UntilEmptyAsync();
        _house.Submitted.Count.ShouldBe(40);
    }

    [Fact]
    public async Task Start_MalformedMessage_IsPoisonedWithItsReasonAndTold()
    {
        await using var running = new RunningPump(azurite.ConnectionString, _house);
        await running.PutAsync("{\"kind\":", isBase64: false);

        running.Pump.Start();

        var result = (await running.TakeResultsAsync(1)).ShouldHaveSingleItem();
        result.GetProperty("status").GetString().ShouldBe("poisoned");
        result.GetProperty("problem").GetProperty("type").GetString().ShouldBe("urn:atomic:problem:malformed-json");
        await running.UntilEmptyAsync();
        var poisoned = _house.Poisoned.Values.ShouldHaveSingleItem();
        poisoned.Text.ShouldBe("{\"kind\":");
        poisoned.Tries.ShouldBe(1);
        running.Log.ShouldContain(static line => line.Event == GivenUp && line.Text.Contains("malformed-json", StringComparison.Ordinal));
        running.Log.ShouldAllBe(static line => !line.Text.Contains("kind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_EveryTryFails_IsPoisonedAfterFive()
    {
        _house.Refusal = new Problem(ErrorCodes.Overloaded, "Not now.");
        await using var running = new RunningPump(azurite.ConnectionString, _house);
        await running.PutAsync(ScriptedHouse.Message("text"));

        running.Pump.Start();

        (await running.TakeResultsAsync(1)).ShouldHaveSingleItem().GetProperty("problem").GetProperty("detail").GetString()
            .ShouldBe("It was tried 5 times, which is as often as is tried; the last time: Not now.");
        await running.UntilEmptyAsync();
        _house.Submitted.Count.ShouldBe(5);
        _house.Poisoned.Values.ShouldHaveSingleItem().Tries.ShouldBe(5);
    }

    [Fact]
    public async Task Start_WorkThatOutlastsTheVisibility_IsNeverDeliveredAgain()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _house.Gate = gate.Task;
        await using var running = new RunningPump(azurite.ConnectionString, _house, static options => options.VisibilitySeconds = 2);
        await running.PutAsync(ScriptedHouse.Message("text"));
        running.Pump.Start();
        await RunningPump.UntilAsync(() => Task.FromResult(!_house.Submitted.IsEmpty), "it is at work");

        // Whoever looks for three times the visibility finds nothing to take.
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(6))
            (await running.Input.ReceiveMessagesAsync(1)).Value.ShouldBeEmpty();
        gate.SetResult();

        await running.TakeResultsAsync(1);
        await running.UntilEmptyAsync();
        _house.Submitted.ShouldHaveSingleItem();
        (await RunningPump.CountAsync(running.Output)).ShouldBe(0, "the result comes once");
    }

    [Fact]
    public async Task StopAsync_WhileAtWork_LetsItEndWithinTheDeadline()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _house.Gate = gate.Task;
        await using var running = new RunningPump(azurite.ConnectionString, _house);
        await running.PutAsync(ScriptedHouse.Message("text"));
        running.Pump.Start();
        await RunningPump.UntilAsync(() => Task.FromResult(!_house.Submitted.IsEmpty), "it is at work");

        var stopping = running.Pump.StopAsync(TimeSpan.FromSeconds(60));
        gate.SetResult();
        await stopping;

        await running.TakeResultsAsync(1);
        (await RunningPump.CountAsync(running.Input)).ShouldBe(0);
    }

    [Fact]
    public async Task StopAsync_DeadlineOver_GivesTheMessageBackAtOnce()
    {
        _house.Gate = new TaskCompletionSource().Task;
        await using var running = new RunningPump(azurite.ConnectionString, _house, static options => options.VisibilitySeconds = 3_600);
        await running.PutAsync(ScriptedHouse.Message("text"));
        running.Pump.Start();
        await RunningPump.UntilAsync(() => Task.FromResult(!_house.Submitted.IsEmpty), "it is at work");

        await running.Pump.StopAsync(TimeSpan.Zero);

        var message = (await running.Input.ReceiveMessagesAsync(1)).Value.ShouldHaveSingleItem();
        message.DequeueCount.ShouldBe(2);
        message.MessageText.ShouldNotBeEmpty("the text survives each change of its visibility");
        _house.Poisoned.ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_QueuesDeletedMeanwhile_AreMadeAgain()
    {
        await using var running = new RunningPump(azurite.ConnectionString, _house);
        await running.PutAsync(ScriptedHouse.Message("first"));
        running.Pump.Start();
        await running.TakeResultsAsync(1);
        await running.UntilEmptyAsync();

        await running.Output.DeleteAsync();
        await running.PutAsync(ScriptedHouse.Message("second"));

        (await running.TakeResultsAsync(1)).ShouldHaveSingleItem().GetProperty("output").GetString().ShouldBe("second");
    }

    [Fact]
    public async Task Start_AccountGoesAndComesBack_GoesOnAndWarnsOncePerChange()
    {
        await using var another = await azurite.StartAnotherAsync(TestContext.Current.CancellationToken);
        await using var running = new RunningPump(another.ConnectionString, _house);
        running.Pump.Start();
        await running.PutAsync(ScriptedHouse.Message("before"));
        await running.TakeResultsAsync(1);
        await running.UntilEmptyAsync();

        await another.StopAsync();
        await RunningPump.UntilAsync(() => Task.FromResult(running.Log.Any(static line => line.Event == Fails)), "the failure is noticed");
        await another.StartAsync(TestContext.Current.CancellationToken);
        await running.PutAsync(ScriptedHouse.Message("after"));

        (await running.TakeResultsAsync(1)).ShouldHaveSingleItem().GetProperty("output").GetString().ShouldBe("after");
        running.Log.Where(static line => line.Event is Fails or ServesAgain).Select(static line => line.Event).ShouldBe([Fails, ServesAgain]);
        running.Log.ShouldAllBe(static line => !line.Text.Contains("AccountKey", StringComparison.Ordinal));
    }
}
