using System.Text.Json;
using Atomic.Functions.Clients;
using Atomic.Functions.Tests.Doubles;
using Atomic.Orchestration.Durable;
using DurableTask.Core.History;
using Microsoft.DurableTask;

namespace Atomic.Functions.Tests.Orchestrations;

public sealed class TaskOrchestrationContextAdapterTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task CallActivity_Result_IsReadByItsDefinitionAndJournaled()
    {
        var durable = Run(async (context, input) => await context.CallActivityAsync(Numbers.Double, input));

        await durable.RunAsync();

        Output(durable).ShouldBe(14);
        durable.Asked.Single().Input.ShouldBe("7", "what travels is plain JSON, not JSON within JSON");
        Journal(durable).ShouldBe(
        [
            (HistoryEventType.ExecutionStarted, -1, "Test", "7"),
            (HistoryEventType.TaskScheduled, 0, "Double", ""),
            (HistoryEventType.TaskCompleted, 0, null, "14"),
            (HistoryEventType.ExecutionCompleted, -1, null, "14"),
        ]);
    }

    [Fact]
    public async Task CallActivity_Retry_BecomesARetryPolicyOfDurableTimers()
    {
        var retry = new ActivityRetry(4, TimeSpan.FromSeconds(2), 3, TimeSpan.FromSeconds(30));
        var durable = Run(async (context, input) => await context.CallActivityAsync(Numbers.Double, input, retry));

        await durable.RunAsync();

        var policy = durable.Asked.Single().Options!.Retry!.Policy!;
        policy.MaxNumberOfAttempts.ShouldBe(4);
        policy.FirstRetryInterval.ShouldBe(TimeSpan.FromSeconds(2));
        policy.BackoffCoefficient.ShouldBe(3);
        policy.MaxRetryInterval.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task CallActivity_NoRetry_HasNoOptions()
    {
        var durable = Run(async (context, input) => await context.CallActivityAsync(Numbers.Double, input));

        await durable.RunAsync();

        durable.Asked.Single().Options.ShouldBeNull();
    }

    [Fact]
    public async Task CallActivity_LongestDelayBelowTheFirst_IsRaisedToIt()
    {
        // Durable Task refuses such a policy; the local host takes it.
        var retry = new ActivityRetry(2, TimeSpan.FromSeconds(5), 1, TimeSpan.FromSeconds(1));
        var durable = Run(async (context, input) => await context.CallActivityAsync(Numbers.Double, input, retry));

        await durable.RunAsync();

        durable.Asked.Single().Options!.Retry!.Policy!.MaxRetryInterval.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task CallActivity_Fails_ThrowsTheReasonAndJournalsIt()
    {
        ActivityFailedException? seen = null;
        var durable = Run(async (context, input) =>
        {
            seen = await FailureOfAsync<ActivityFailedException>(context.CallActivityAsync(Numbers.Double, input));
            return 0;
        });
        durable.OnActivity = static (_, _) => throw new InvalidOperationException("It is \"down\".");

        await durable.RunAsync();

        seen.ShouldNotBeNull().Activity.ShouldBe("Double");
        seen.Reason.ShouldBe("It is \"down\".");
        Journal(durable)[2].ShouldBe((HistoryEventType.TaskFailed, 0, null, JsonSerializer.Serialize("It is \"down\".")));
    }

    [Fact]
    public async Task CallActivity_Parallel_ResultsFindTheirCalls()
    {
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var durable = Run(async (context, input) =>
        {
            var results = await Task.WhenAll(context.CallActivityAsync(Numbers.Double, input), context.CallActivityAsync(Numbers.Double, input + 1));
            return (100 * results[0]) + results[1];
        });
        durable.OnActivity = async (_, json) =>
        {
            var number = json.GetInt32();
            if (number == 7)
                await second.Task;
            return JsonSerializer.SerializeToElement(2 * number);
        };

        durable.OnTurn = () =>
        {
            if (durable.History.OfType<TaskCompletedEvent>().Any())
                second.TrySetResult();
        };

        await durable.RunAsync();

        Output(durable).ShouldBe(1416);
        Journal(durable).Where(static entry => entry.Type == HistoryEventType.TaskCompleted).Select(static entry => entry.TaskId).ShouldBe([1, 0]);
    }

    [Fact]
    public async Task CallSubOrchestration_Result_IsTakenOutOfItsEnvelope()
    {
        var child = Numbers.Orchestration(static (_, input) => Task.FromResult(input + 1));
        var inner = new DurableTaskDouble<int, int>(child, "child", 7, Start);
        await inner.RunAsync();
        var durable = Run(async (context, input) => await context.CallSubOrchestrationAsync(child, "child", input));
        durable.CompleteChild(0, inner.Metadata.SerializedOutput!);

        await durable.RunAsync();

        Output(durable).ShouldBe(8);
        ((SubOrchestrationOptions)durable.Asked.Single().Options!).InstanceId.ShouldBe("child");
        Journal(durable).Skip(1).Take(2).ShouldBe(
        [
            (HistoryEventType.SubOrchestrationScheduled, 0, "Test", "\"child\""),
            (HistoryEventType.SubOrchestrationCompleted, 0, null, "8"),
        ]);
    }

    [Fact]
    public async Task CallSubOrchestration_Fails_ThrowsTheReason()
    {
        var durable = Run(static async (context, input) =>
        {
            var failure = await FailureOfAsync<ActivityFailedException>(
                context.CallSubOrchestrationAsync(Numbers.Orchestration(static (_, number) => Task.FromResult(number)), "child", input));
            return failure.Reason.Length;
        });
        durable.FailChild(0, "gone");

        await durable.RunAsync();

        Output(durable).ShouldBe(4);
        Journal(durable)[2].ShouldBe((HistoryEventType.SubOrchestrationFailed, 0, null, "\"gone\""));
    }

    [Fact]
    public async Task CreateTimer_Fires_IsJournaledWithItsTime()
    {
        var durable = Run(static async (context, input) =>
        {
            await context.CreateTimerAsync(context.UtcNow.AddMinutes(5), CancellationToken.None);
            return input;
        });
        durable.Fire(0);

        await durable.RunAsync();

        durable.Asked.Single().Input.ShouldBe(JsonSerializer.Serialize(Start.AddMinutes(5).UtcDateTime));
        Journal(durable).Skip(1).Take(2).ShouldBe(
        [
            (HistoryEventType.TimerCreated, 0, null, JsonSerializer.Serialize(Start.AddMinutes(5).ToString("O"))),
            (HistoryEventType.TimerFired, 0, null, ""),
        ]);
    }

    [Fact]
    public async Task CreateTimer_TakenBack_IsCancelledAndJournaled()
    {
        var durable = Run(static async (context, input) =>
        {
            using var taken = new CancellationTokenSource();
            var timer = context.CreateTimerAsync(context.UtcNow.AddMinutes(5), taken.Token);
            var result = await context.CallActivityAsync(Numbers.Double, input);
            // On the orchestration's own thread: CancelAsync would leave it.
#pragma warning disable CA1849, VSTHRD103
            taken.Cancel();
#pragma warning restore CA1849, VSTHRD103
            timer.IsCanceled.ShouldBeTrue();
            return result;
        });

        await durable.RunAsync();

        Output(durable).ShouldBe(14);
        Journal(durable).Select(static entry => (entry.Type, entry.TaskId)).ShouldContain((HistoryEventType.TimerCancelled, 0));
    }

    [Fact]
    public async Task CreateTimer_TokenCancelledBefore_AsksForNothing()
    {
        var durable = Run(static async (context, input) =>
        {
            await FailureOfAsync<OperationCanceledException>(context.CreateTimerAsync(context.UtcNow.AddMinutes(5), new CancellationToken(canceled: true)));
            return input;
        });

        await durable.RunAsync();

        durable.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task WaitForExternalEvent_RaisedBeforeItIsAskedFor_IsKept()
    {
        var durable = Run(static async (context, input) =>
        {
            await context.CallActivityAsync(Numbers.Double, input);
            return await context.WaitForExternalEventAsync("Number", TestJson.Default.Int32);
        });
        durable.Raise("Number", "42");

        await durable.RunAsync();

        Output(durable).ShouldBe(42);
        Journal(durable).Single(static entry => entry.Type == HistoryEventType.EventRaised).ShouldBe((HistoryEventType.EventRaised, -1, "Number", "42"));
    }

    [Fact]
    public async Task WaitForExternalEvent_TwoAsk_TheFirstIsAnsweredFirst()
    {
        var durable = Run(static async (context, _) =>
        {
            var first = context.WaitForExternalEventAsync("Number", TestJson.Default.Int32);
            var second = context.WaitForExternalEventAsync("Number", TestJson.Default.Int32);
            return (100 * await first) + await second;
        });
        durable.Raise("Number", "1");
        durable.Raise("Number", "2");

        await durable.RunAsync();

        Output(durable).ShouldBe(102);
    }

    [Fact]
    public async Task WaitForExternalEvent_PayloadThatCannotBeRead_FailsItsWaitAlone()
    {
        var durable = Run(static async (context, _) =>
        {
            await FailureOfAsync<JsonException>(context.WaitForExternalEventAsync("Number", TestJson.Default.Int32));
            return await context.WaitForExternalEventAsync("Number", TestJson.Default.Int32);
        });
        durable.Raise("Number", "\"no number\"");
        durable.Raise("Number", "3");

        await durable.RunAsync();

        Output(durable).ShouldBe(3);
    }

    [Fact]
    public async Task ContinueAsNew_NextInput_KeepsUnreadEvents()
    {
        var durable = Run(static (context, input) =>
        {
            context.ContinueAsNew(input + 1, TestJson.Default.Int32);
            return Task.FromResult(0);
        });

        await durable.RunAsync();

        durable.NextRun.ShouldBe(("8", true));
    }

    [Fact]
    public async Task SetCustomStatus_Published_StandsInTheEnvelopeWithItsLabel()
    {
        var durable = Run(static async (context, input) =>
        {
            context.SetCustomStatus("half", TestJson.Default.String, "half-way");
            return await context.CallActivityAsync(Numbers.Double, input);
        });

        await durable.RunAsync();

        var snapshot = Snapshots.Of(durable.Metadata);
        snapshot.Label.ShouldBe("half-way");
        JsonSerializer.Deserialize<string>(snapshot.CustomStatusJson!.Value.Span).ShouldBe("half");
    }

    [Fact]
    public async Task Checkpoint_EachTurn_HoldsTheEventsSoFar()
    {
        var durable = Run(static async (context, input) =>
        {
            var once = await context.CallActivityAsync(Numbers.Double, input);
            return await context.CallActivityAsync(Numbers.Double, once);
        });

        await durable.RunAsync();

        durable.Checkpoints.Select(static status => JournalOf(status).Count).ShouldBe([1, 3, 5]);
    }

    [Fact]
    public async Task UtcNow_TimeOfUnknownKind_IsUtc()
    {
        DateTimeOffset? seen = null;
        var durable = Run((context, input) =>
        {
            seen = context.UtcNow;
            return Task.FromResult(input);
        });

        await durable.RunAsync();

        seen.ShouldBe(Start);
        seen!.Value.Offset.ShouldBe(TimeSpan.Zero);
    }

    // Shouldly's own would leave the orchestration's thread.
    private static async Task<TException> FailureOfAsync<TException>(Task task)
        where TException : Exception
    {
        try
        {
            await task;
        }
        catch (TException failure)
        {
            return failure;
        }

        throw new ShouldAssertException($"{typeof(TException).Name} was expected.");
    }

    private static DurableTaskDouble<int, int> Run(Func<IOrchestrationContext, int, Task<int>> code) => new(Numbers.Orchestration(code), "one", 7, Start)
    {
        OnActivity = static (_, json) => Task.FromResult(JsonSerializer.SerializeToElement(2 * json.GetInt32())),
    };

    private static int Output(DurableTaskDouble<int, int> durable)
    {
        var snapshot = Snapshots.Of(durable.Metadata);
        snapshot.Failure.ShouldBeNull();
        return JsonSerializer.Deserialize<int>(snapshot.OutputJson!.Value.Span);
    }

    private static List<(HistoryEventType Type, int TaskId, string? Name, string Payload)> Journal(DurableTaskDouble<int, int> durable) =>
        [.. JournalHistory.Of(durable.Metadata).Select(static entry => (entry.Type, entry.TaskId, entry.Name, System.Text.Encoding.UTF8.GetString(entry.Payload.Span)))];

    private static IReadOnlyList<Functions.Journals.JournalEntry> JournalOf(string status) =>
        Functions.Journals.JournalText.Read(JsonDocument.Parse(status).RootElement.GetProperty("journal").GetString()!);
}
