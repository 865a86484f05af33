using System.Text;
using Atomic.Core.Errors;
using Atomic.Orchestration.Durable;

namespace Atomic.LocalHost.Tests;

public sealed class DurableHostTests : IAsyncDisposable
{
    private static readonly OrchestrationDefinition<int, int> Chain = HostFixture.Orchestration(async (context, input) =>
    {
        var first = await context.CallActivityAsync(HostFixture.Increment, input);
        var second = await context.CallActivityAsync(HostFixture.Double, first);
        context.SetCustomStatus(second, TestJson.Default.Int32, "doubled");
        return await context.CallActivityAsync(HostFixture.Increment, second);
    });

    private readonly HostFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task WhenNoneRunsAsync_OneRuns_CompletesAtItsEnd()
    {
        var release = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _fixture.OnDouble = (_, _, _) => release.Task;
        var code = HostFixture.Orchestration((context, value) => context.CallActivityAsync(HostFixture.Double, value));
        await _fixture.OpenAsync(code);
        _fixture.Host.WhenNoneRunsAsync().IsCompletedSuccessfully.ShouldBeTrue();
        await _fixture.StartAsync(code);
        await _fixture.StartAsync(code, "two");
        var none = _fixture.Host.WhenNoneRunsAsync();
        none.IsCompleted.ShouldBeFalse();

        release.SetResult(2);

        await none.WaitAsync(HostFixture.Bound);
        _fixture.Host.RunningInstances.ShouldBe(0);
    }

    [Fact]
    public async Task StartAsync_Chain_CompletesWithItsHistory()
    {
        await _fixture.OpenAsync(Chain);
        await _fixture.StartAsync(Chain, group: "numbers");
        (await _fixture.ResultAsync()).ShouldBe(5);
        (await _fixture.HistoryAsync()).ShouldBe(
        [
            HistoryEventType.ExecutionStarted,
            HistoryEventType.TaskScheduled, HistoryEventType.TaskCompleted,
            HistoryEventType.TaskScheduled, HistoryEventType.TaskCompleted,
            HistoryEventType.TaskScheduled, HistoryEventType.TaskCompleted,
            HistoryEventType.ExecutionCompleted,
        ]);
        var history = await _fixture.Host.GetHistoryAsync("one", CancellationToken.None);
        Encoding.UTF8.GetString(history[0].Payload.Span).ShouldBe("1");
        history[3].Name.ShouldBe("Double");
        Encoding.UTF8.GetString(history[4].Payload.Span).ShouldBe("4");
        Encoding.UTF8.GetString(history[^1].Payload.Span).ShouldBe("5");
        var snapshot = (await _fixture.Host.GetAsync("one", CancellationToken.None)).ShouldNotBeNull();
        snapshot.Label.ShouldBe("doubled");
        snapshot.Group.ShouldBe("numbers");
        Encoding.UTF8.GetString(snapshot.CustomStatusJson!.Value.Span).ShouldBe("4");
        snapshot.UpdatedAt.ShouldBeGreaterThanOrEqualTo(snapshot.CreatedAt);
    }

    [Fact]
    public async Task StartAsync_SameIdAgain_AlreadyExistsAlsoAfterItsEnd()
    {
        await _fixture.OpenAsync(Chain);
        await _fixture.StartAsync(Chain);
        (await _fixture.Host.StartAsync(Chain, "one", 7, Filing.None, CancellationToken.None)).ShouldBe(StartOutcome.AlreadyExists);
        await _fixture.EndAsync();
        await HostFixture.UntilAsync(() => _fixture.Host.InstancesInMemory == 0);
        (await _fixture.Host.StartAsync(Chain, "one", 7, Filing.None, CancellationToken.None)).ShouldBe(StartOutcome.AlreadyExists);
        (await _fixture.ResultAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task StartAsync_SameIdFromManyThreads_StartsOnce()
    {
        await _fixture.OpenAsync(Chain);
        for (var round = 0; round < 50; round++)
        {
            var id = $"instance-{round}";
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
                await _fixture.Host.StartAsync(Chain, id, 1, Filing.None, CancellationToken.None))));
            outcomes.Count(outcome => outcome == StartOutcome.Started).ShouldBe(1);
            (await _fixture.ResultAsync(id)).ShouldBe(5);
        }

        _fixture.Doubled.Count.ShouldBe(50);
    }

    [Fact]
    public async Task WaitUntilDurableAsync_WhileAnotherCallerStartsIt_WaitsForThatStart()
    {
        using var entered = new SemaphoreSlim(0);
        using var release = new ManualResetEventSlim();
        var slow = HostFixture.Orchestration((_, value) =>
        {
            entered.Release();
            release.Wait(HostFixture.Bound);
            return Task.FromResult(value);
        });
        await _fixture.OpenAsync(slow);
        var start = Task.Run(() => _fixture.StartAsync(slow));
        (await entered.WaitAsync(HostFixture.Bound)).ShouldBeTrue();

        (await _fixture.Host.StartAsync(slow, "one", 1, Filing.None, CancellationToken.None)).ShouldBe(StartOutcome.AlreadyExists);
        var durable = _fixture.Host.WaitUntilDurableAsync("one", CancellationToken.None);

        durable.IsCompleted.ShouldBeFalse();
        release.Set();
        await durable.WaitAsync(HostFixture.Bound);
        (await _fixture.Host.GetHistoryAsync("one", CancellationToken.None)).ShouldNotBeEmpty();
        await start;
    }

    [Fact]
    public async Task StartAsync_MoreThanMayRun_Overloaded()
    {
        var wait = HostFixture.Orchestration((context, _) => context.WaitForExternalEventAsync("go", TestJson.Default.Int32));
        _fixture.Options = new DurableHostOptions { MaxRunningInstances = 2 };
        await _fixture.OpenAsync(wait);
        await _fixture.StartAsync(wait, "a");
        await _fixture.StartAsync(wait, "b");
        (await _fixture.Host.StartAsync(wait, "c", 1, Filing.None, CancellationToken.None)).ShouldBe(StartOutcome.Overloaded);
        (await _fixture.Host.RaiseEventAsync("a", "go", "3"u8.ToArray(), CancellationToken.None)).ShouldBeTrue();
        (await _fixture.ResultAsync("a")).ShouldBe(3);
        await _fixture.StartAsync(wait, "c");
    }

    [Fact]
    public async Task CallActivityAsync_External_NeverStartsBeforeWhatLedToItIsDurable()
    {
        await _fixture.OpenAsync(Chain);
        _fixture.Gate.Close();
        await _fixture.StartAsync(Chain);
        var durable = _fixture.Host.WaitUntilDurableAsync("one", CancellationToken.None);
        var end = _fixture.EndAsync();
        await Task.Delay(50);
        _fixture.Doubled.ShouldBeEmpty();
        durable.IsCompleted.ShouldBeFalse();
        (await _fixture.Host.GetAsync("one", CancellationToken.None)).ShouldBeNull();
        (await _fixture.Host.GetHistoryAsync("one", CancellationToken.None)).ShouldBeEmpty();

        var recordedAtStart = 0;
        _fixture.OnDouble = async (value, _, _) =>
        {
            recordedAtStart = (await _fixture.Host.GetHistoryAsync("one", CancellationToken.None)).Count;
            _fixture.Gate.Close();
            return 2 * value;
        };
        _fixture.Gate.Open();
        await durable.WaitAsync(HostFixture.Bound);
        await HostFixture.UntilAsync(() => recordedAtStart > 0);
        recordedAtStart.ShouldBe(4);
        await Task.Delay(50);
        end.IsCompleted.ShouldBeFalse();
        (await _fixture.Host.GetAsync("one", CancellationToken.None))!.CustomStatusJson.ShouldBeNull();
        _fixture.Gate.Open();
        (await end).Status.ShouldBe(OrchestrationStatus.Completed);
    }

    [Fact]
    public async Task WaitAsync_StatusPublished_IsSeenWhenDurable()
    {
        var release = new TaskCompletionSource<int>();
        var code = HostFixture.Orchestration(async (context, input) =>
        {
            context.SetCustomStatus(input, TestJson.Default.Int32, "waiting");
            return await context.CallActivityAsync(HostFixture.Double, input);
        });
        _fixture.OnDouble = (_, _, _) => release.Task;
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        (await _fixture.WaitAsync(snapshot => snapshot.Label == "waiting")).Status.ShouldBe(OrchestrationStatus.Running);
        release.SetResult(9);
        (await _fixture.ResultAsync()).ShouldBe(9);
    }

    [Fact]
    public async Task WaitAsync_NoSuchInstance_Null()
    {
        await _fixture.OpenAsync(Chain);
        (await _fixture.Host.WaitAsync("none", _ => true, CancellationToken.None)).ShouldBeNull();
        (await _fixture.Host.GetAsync("none", CancellationToken.None)).ShouldBeNull();
        (await _fixture.Host.RaiseEventAsync("none", "x", "1"u8.ToArray(), CancellationToken.None)).ShouldBeFalse();
        (await _fixture.Host.TerminateAsync("none", "x", CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task WaitAsync_Cancelled_GivesUpAlone()
    {
        var wait = HostFixture.Orchestration((context, _) => context.WaitForExternalEventAsync("go", TestJson.Default.Int32));
        await _fixture.OpenAsync(wait);
        await _fixture.StartAsync(wait);
        using var enough = new CancellationTokenSource();
        var waiting = _fixture.Host.WaitAsync("one", _ => false, enough.Token);
        await enough.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        (await _fixture.Host.RaiseEventAsync("one", "go", "3"u8.ToArray(), CancellationToken.None)).ShouldBeTrue();
        (await _fixture.ResultAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task CallActivityAsync_FanOut_AllRunAndWhenAllGoesOn()
    {
        var fan = HostFixture.Orchestration(async (context, input) =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, input)
                .Select(value => context.CallActivityAsync(value % 2 == 0 ? HostFixture.Increment : HostFixture.Double, value)));
            return results.Sum();
        });
        await _fixture.OpenAsync(fan);
        await _fixture.StartAsync(fan, input: 20);
        (await _fixture.ResultAsync()).ShouldBe(Enumerable.Range(0, 20).Sum(value => value % 2 == 0 ? value + 1 : 2 * value));
    }

    [Fact]
    public async Task CallActivityAsync_Retry_TriesAgainAndHistoryHasOneCompletion()
    {
        var code = HostFixture.Orchestration((context, input) =>
            context.CallActivityAsync(HostFixture.Double, input, new ActivityRetry(3, TimeSpan.FromMilliseconds(1), 2, TimeSpan.FromSeconds(1))));
        var failures = 2;
        _fixture.OnDouble = (value, _, _) => failures-- > 0 ? throw new InvalidOperationException("not yet") : Task.FromResult(2 * value);
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        (await _fixture.ResultAsync()).ShouldBe(2);
        _fixture.Doubled.Count.ShouldBe(3);
        (await _fixture.HistoryAsync()).ShouldBe(
            [HistoryEventType.ExecutionStarted, HistoryEventType.TaskScheduled, HistoryEventType.TaskCompleted, HistoryEventType.ExecutionCompleted]);
    }

    [Fact]
    public async Task CallActivityAsync_FailsForGood_ThrowsIntoTheCode()
    {
        var code = HostFixture.Orchestration(async (context, input) =>
        {
            try
            {
                return await context.CallActivityAsync(HostFixture.Double, input);
            }
            catch (ActivityFailedException failure) when (failure.Reason == "broken")
            {
                return -1;
            }
        });
        _fixture.OnDouble = async (_, _, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        };
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        (await _fixture.ResultAsync()).ShouldBe(-1);
        (await _fixture.HistoryAsync()).ShouldContain(HistoryEventType.TaskFailed);
    }

    [Fact]
    public async Task CallActivityAsync_MoreThanMayRun_WaitTheirTurn()
    {
        var running = 0;
        var most = 0;
        var code = HostFixture.Orchestration(async (context, input) =>
            (await Task.WhenAll(Enumerable.Range(0, input).Select(value => context.CallActivityAsync(HostFixture.Double, value)))).Length);
        _fixture.Options = new DurableHostOptions { MaxConcurrentActivities = 3 };
        _fixture.OnDouble = async (value, _, _) =>
        {
            var now = Interlocked.Increment(ref running);
            lock (code)
                most = Math.Max(most, now);
            await Task.Delay(2, CancellationToken.None);
            Interlocked.Decrement(ref running);
            return value;
        };
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code, input: 30);
        (await _fixture.ResultAsync()).ShouldBe(30);
        most.ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task RunAsync_CodeThrows_InstanceFailsWithTheMessage()
    {
        var code = HostFixture.Orchestration((_, _) => throw new InvalidOperationException("cannot"));
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        var end = await _fixture.EndAsync();
        end.Status.ShouldBe(OrchestrationStatus.Failed);
        end.Failure.ShouldBe("cannot");
        (await _fixture.HistoryAsync()).ShouldBe([HistoryEventType.ExecutionStarted, HistoryEventType.ExecutionFailed]);
    }

    [Fact]
    public async Task RunAsync_AwaitsAForeignTask_FailsNamingIt()
    {
        var code = HostFixture.Orchestration(async (_, input) =>
        {
            await new TaskCompletionSource().Task;
            return input;
        });
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        var end = await _fixture.EndAsync();
        end.Status.ShouldBe(OrchestrationStatus.Failed);
        end.Failure!.ShouldContain("its context gave");
    }

    [Fact]
    public async Task RunAsync_ForeignTaskBesideAnActivity_Fails()
    {
        var foreign = new TaskCompletionSource();
        var code = HostFixture.Orchestration(async (context, input) =>
        {
            var slow = context.WaitForExternalEventAsync("never", TestJson.Default.Int32);
            context.SetCustomStatus(1, TestJson.Default.Int32, "waiting");
            await Task.WhenAny(slow, foreign.Task);
            return input;
        });
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);

        // Once the status is seen the turn is over, so that the foreign task is awaited by then and cannot complete the code on the spot.
        await _fixture.WaitAsync(static snapshot => snapshot.CustomStatusJson is not null);
        foreign.SetResult();
        var end = await _fixture.EndAsync();
        end.Status.ShouldBe(OrchestrationStatus.Failed);
        end.Failure!.ShouldContain("awaited something that its context did not give");
    }

    [Fact]
    public async Task RunAsync_TooManyEvents_Fails()
    {
        var code = HostFixture.Orchestration(async (context, input) =>
        {
            while (true)
                input = await context.CallActivityAsync(HostFixture.Increment, input);
        });
        _fixture.Options = new DurableHostOptions { MaxHistoryEvents = 100 };
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        (await _fixture.EndAsync()).Failure!.ShouldContain("more than 100 events");
    }

    [Fact]
    public async Task TerminateAsync_WhileAnActivityRuns_EndsItAndDiscardsItsResult()
    {
        var cancelled = new TaskCompletionSource();
        _fixture.OnDouble = async (value, _, token) =>
        {
            await using var registration = token.Register(cancelled.SetResult);
            await cancelled.Task;
            return value;
        };
        await _fixture.OpenAsync(Chain);
        await _fixture.StartAsync(Chain);
        await HostFixture.UntilAsync(() => !_fixture.Doubled.IsEmpty);
        (await _fixture.Host.TerminateAsync("one", "no longer wanted", CancellationToken.None)).ShouldBeTrue();
        await cancelled.Task.WaitAsync(HostFixture.Bound);
        var end = await _fixture.EndAsync();
        end.Status.ShouldBe(OrchestrationStatus.Terminated);
        end.Failure.ShouldBe("no longer wanted");
        (await _fixture.Host.TerminateAsync("one", "again", CancellationToken.None)).ShouldBeFalse();
        (await _fixture.HistoryAsync())[^1].ShouldBe(HistoryEventType.ExecutionTerminated);
    }

    [Fact]
    public async Task Database_Fails_WaitersAreToldAndNothingIsAcknowledged()
    {
        await _fixture.OpenAsync(Chain);
        _fixture.Gate.Close();
        await _fixture.StartAsync(Chain);
        var end = _fixture.EndAsync();
        var durable = _fixture.Host.WaitUntilDurableAsync("one", CancellationToken.None);
        _fixture.Gate.FailAfter(0);
        _fixture.Gate.Open();
        await Should.ThrowAsync<AtomicException>(() => durable.WaitAsync(HostFixture.Bound));
        (await Should.ThrowAsync<Exception>(() => end)).ShouldNotBeOfType<TimeoutException>();
        _fixture.Doubled.ShouldBeEmpty();
        _fixture.Host.IsReady.ShouldBeFalse();
        await Should.ThrowAsync<AtomicException>(async () => await _fixture.Host.StartAsync(Chain, "two", 1, Filing.None, CancellationToken.None));
    }

    [Theory]
    [InlineData(0, 256, 200)]
    [InlineData(1, 0, 200)]
    [InlineData(1, 1, 0)]
    public async Task Validate_OptionOutOfRange_NamesIt(int instances, int activities, int batch)
    {
        var options = new DurableHostOptions { MaxRunningInstances = instances, MaxConcurrentActivities = activities, PurgeBatch = batch };
        Should.Throw<AtomicException>(options.Validate).Message.ShouldStartWith("Host option ");
        await _fixture.OpenAsync(Chain);
    }
}
