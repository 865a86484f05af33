using Atomic.Core.Errors;
using Atomic.LocalHost.Purge;
using Atomic.Orchestration.Durable;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.LocalHost.Tests;

public sealed class SignalTests : IAsyncDisposable
{
    private readonly HostFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task CreateTimerAsync_TimePasses_Fires()
    {
        var time = new FakeTimeProvider();
        _fixture.Time = time;
        var code = Sleeper();
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        await _fixture.Host.WaitUntilDurableAsync("one", CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(59));
        (await _fixture.HistoryAsync()).ShouldBe([HistoryEventType.ExecutionStarted, HistoryEventType.TimerCreated]);
        time.Advance(TimeSpan.FromMinutes(1));
        (await _fixture.ResultAsync()).ShouldBe(60);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(120)]
    public async Task CreateTimerAsync_HostRestarts_FiresWhenItWasDue(int minutesBetween)
    {
        var time = new FakeTimeProvider();
        _fixture.Time = time;
        var code = Sleeper();
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        await _fixture.Host.WaitUntilDurableAsync("one", CancellationToken.None);
        await _fixture.CloseAsync();
        time.Advance(TimeSpan.FromMinutes(minutesBetween));
        await _fixture.OpenAsync(code);
        await _fixture.Host.Recovery;
        if (minutesBetween < 60)
        {
            (await _fixture.Host.GetAsync("one", CancellationToken.None))!.Status.ShouldBe(OrchestrationStatus.Running);
            var end = _fixture.ResultAsync();
            while (!end.IsCompleted)
            {
                time.Advance(TimeSpan.FromMinutes(31));
                await Task.WhenAny(end, Task.Delay(5));
            }
        }

        (await _fixture.ResultAsync()).ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public async Task CreateTimerAsync_InstanceLeftMemory_StillFires()
    {
        var time = new FakeTimeProvider();
        _fixture.Time = time;
        _fixture.Options = new DurableHostOptions { HotInstances = 1 };
        var code = Sleeper();
        await _fixture.OpenAsync(code);
        for (var number = 0; number < 10; number++)
            await _fixture.StartAsync(code, $"i{number}");
        await HostFixture.UntilAsync(() => _fixture.Host.InstancesInMemory <= 1);
        time.Advance(TimeSpan.FromHours(1));
        await HostFixture.UntilAsync(() => _fixture.Host.RunningInstances == 0);
        (await _fixture.ResultAsync("i7")).ShouldBe(60);
    }

    [Fact]
    public async Task CreateTimerAsync_TakenBack_IsRecordedAndNeverFires()
    {
        var time = new FakeTimeProvider();
        _fixture.Time = time;
        var code = HostFixture.Orchestration(async (context, _) =>
        {
            using var late = new CancellationTokenSource();
            var timer = context.CreateTimerAsync(context.UtcNow.AddHours(1), late.Token);
            var answer = context.WaitForExternalEventAsync("go", TestJson.Default.Int32);
            var first = await Task.WhenAny(timer, answer);
            late.Cancel();
            timer.IsCanceled.ShouldBe(first == answer);
            return first == answer ? await answer : -1;
        });
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        (await _fixture.Host.RaiseEventAsync("one", "go", "4"u8.ToArray(), CancellationToken.None)).ShouldBeTrue();
        (await _fixture.ResultAsync()).ShouldBe(4);
        (await _fixture.HistoryAsync()).ShouldBe(
        [
            HistoryEventType.ExecutionStarted, HistoryEventType.TimerCreated, HistoryEventType.EventRaised,
            HistoryEventType.TimerCancelled, HistoryEventType.ExecutionCompleted,
        ]);
    }

    [Fact]
    public async Task RaiseEventAsync_BeforeItIsAskedFor_IsKeptInOrder()
    {
        var code = HostFixture.Orchestration(async (context, input) =>
        {
            await context.WaitForExternalEventAsync("go", TestJson.Default.Int32);
            var first = await context.WaitForExternalEventAsync("value", TestJson.Default.Int32);
            var second = await context.WaitForExternalEventAsync("value", TestJson.Default.Int32);
            return (10 * first) + second;
        });
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        await _fixture.Host.RaiseEventAsync("one", "value", "3"u8.ToArray(), CancellationToken.None);
        await _fixture.CloseAsync();
        await _fixture.OpenAsync(code);
        await _fixture.Host.RaiseEventAsync("one", "value", "4"u8.ToArray(), CancellationToken.None);
        (await _fixture.Host.RaiseEventAsync("one", "go", "0"u8.ToArray(), CancellationToken.None)).ShouldBeTrue();
        (await _fixture.ResultAsync()).ShouldBe(34);
        (await _fixture.Host.RaiseEventAsync("one", "go", "0"u8.ToArray(), CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task ContinueAsNew_KeepsUnreadEventsAndStartsHistoryAfresh()
    {
        var code = HostFixture.Orchestration(async (context, input) =>
        {
            var value = await context.WaitForExternalEventAsync("value", TestJson.Default.Int32);
            if (value == 0)
                return input;
            context.ContinueAsNew(input + value, TestJson.Default.Int32);
            return -1;
        });
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code, input: 0);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(value =>
            _fixture.Host.RaiseEventAsync("one", "value", System.Text.Encoding.UTF8.GetBytes($"{value}"), CancellationToken.None)));
        var history = await _fixture.HistoryAsync();
        history[0].ShouldBe(HistoryEventType.ContinuedAsNew);
        history.Count.ShouldBeLessThan(25);
        await _fixture.CloseAsync();
        await _fixture.OpenAsync(code);
        await _fixture.Host.RaiseEventAsync("one", "value", "0"u8.ToArray(), CancellationToken.None);
        (await _fixture.ResultAsync()).ShouldBe(210);
        (await _fixture.HistoryAsync()).ShouldBe([HistoryEventType.ContinuedAsNew, HistoryEventType.EventRaised, HistoryEventType.ExecutionCompleted]);
    }

    [Fact]
    public async Task CallSubOrchestrationAsync_ChildEnds_ParentGoesOn()
    {
        var child = HostFixture.Orchestration((context, input) => context.CallActivityAsync(HostFixture.Double, input), "Child");
        var failing = HostFixture.Orchestration((_, _) => throw new InvalidOperationException("child broke"), "Failing");
        var parent = HostFixture.Orchestration(async (context, input) =>
        {
            var result = await context.CallSubOrchestrationAsync(child, "child", input);
            (await FailureAsync(context.CallSubOrchestrationAsync(failing, "failing", input))).ShouldBe("child broke");
            (await FailureAsync(context.CallSubOrchestrationAsync(child, "child", input))).ShouldBe("there is an instance child already");
            return result;
        });
        await _fixture.OpenAsync(child, failing, parent);
        await _fixture.StartAsync(parent, input: 21);
        (await _fixture.ResultAsync()).ShouldBe(42);
        (await _fixture.ResultAsync("child")).ShouldBe(42);
    }

    [Fact]
    public async Task StopAsync_ActivityRuns_FinishesWithinTheDeadlineAndRefusesStarts()
    {
        var release = new TaskCompletionSource<int>();
        var code = HostFixture.Orchestration((context, input) => context.CallActivityAsync(HostFixture.Double, input));
        _fixture.OnDouble = (_, _, _) => release.Task;
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        await HostFixture.UntilAsync(() => _fixture.Doubled.Count == 1);
        var end = _fixture.ResultAsync();
        var stop = _fixture.Host.StopAsync(HostFixture.Bound);
        (await _fixture.Host.StartAsync(code, "two", 1, Filing.None, CancellationToken.None)).ShouldBe(StartOutcome.ShuttingDown);
        stop.IsCompleted.ShouldBeFalse();
        release.SetResult(5);
        await stop.WaitAsync(HostFixture.Bound);
        (await end).ShouldBe(5);
        (await Should.ThrowAsync<AtomicException>(() => _fixture.Host.RaiseEventAsync("one", "x", default, CancellationToken.None))).Code.ShouldBe(ErrorCodes.ShuttingDown);
    }

    [Fact]
    public async Task StopAsync_DeadlinePasses_CancelsAndGoesOnAfterTheRestart()
    {
        var code = HostFixture.Orchestration((context, input) => context.CallActivityAsync(HostFixture.Double, input));
        var cancelled = false;
        _fixture.OnDouble = async (_, _, token) =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                cancelled = true;
            }

            return 0;
        };
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        await HostFixture.UntilAsync(() => _fixture.Doubled.Count == 1);
        var waiting = _fixture.EndAsync();
        await _fixture.Host.StopAsync(TimeSpan.FromMilliseconds(10));
        await HostFixture.UntilAsync(() => cancelled);
        (await Should.ThrowAsync<AtomicException>(() => waiting)).Code.ShouldBe(ErrorCodes.ShuttingDown);
        await _fixture.CloseAsync();
        _fixture.OnDouble = (value, _, _) => Task.FromResult(2 * value);
        await _fixture.OpenAsync(code);
        (await _fixture.ResultAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task PurgeAsync_OldInstances_GoWithAllThatBelongsToThem()
    {
        var time = new FakeTimeProvider();
        _fixture.Time = time;
        _fixture.Options = new DurableHostOptions { PurgeBatch = 7 };
        var listener = new Listener();
        var code = HostFixture.Orchestration((context, input) => input < 0
            ? context.WaitForExternalEventAsync("go", TestJson.Default.Int32)
            : context.CallActivityAsync(HostFixture.Increment, input));
        await _fixture.OpenAsync(builder => builder.AddPurgeListener(listener), code);
        await _fixture.StartAsync(code, "running", -1);
        for (var number = 0; number < 30; number++)
        {
            await _fixture.StartAsync(code, $"old{number}");
            await _fixture.EndAsync($"old{number}");
        }

        time.Advance(TimeSpan.FromDays(2));
        await _fixture.StartAsync(code, "new");
        await _fixture.EndAsync("new");
        (await _fixture.Host.PurgeAsync(time.GetUtcNow().AddDays(-1), CancellationToken.None)).ShouldBe(30);
        listener.Purged.Order().ShouldBe(Enumerable.Range(0, 30).Select(number => $"old{number}").Order());
        var left = await _fixture.Host.ListAsync(new OrchestrationQuery(), CancellationToken.None);
        left.Items.Select(item => item.InstanceId).ShouldBe(["new", "running"]);
        var rows = await _fixture.Database.ReadAsync(
            statements => (long)statements.Get("SELECT count(DISTINCT number >> 20) FROM history").ExecuteScalar()!, CancellationToken.None);
        rows.ShouldBe(2);
        (await _fixture.Host.PurgeAsync(time.GetUtcNow().AddDays(-1), CancellationToken.None)).ShouldBe(0);
    }

    [Fact]
    public async Task Retention_TimePasses_PurgesByItself()
    {
        var time = new FakeTimeProvider();
        _fixture.Time = time;
        _fixture.Options = new DurableHostOptions { Retention = TimeSpan.FromHours(1) };
        var code = HostFixture.Orchestration((context, input) => context.CallActivityAsync(HostFixture.Increment, input));
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        await _fixture.EndAsync();
        var end = DateTime.UtcNow + HostFixture.Bound;
        while (await _fixture.Host.GetAsync("one", CancellationToken.None) is not null)
        {
            DateTime.UtcNow.ShouldBeLessThan(end);
            time.Advance(TimeSpan.FromMinutes(10));
            await Task.Delay(5);
        }
    }

    [Fact]
    public async Task ListAsync_Filters_PagesNewestFirst()
    {
        var time = new FakeTimeProvider();
        _fixture.Time = time;
        var code = HostFixture.Orchestration(async (context, input) =>
        {
            context.SetCustomStatus(input, TestJson.Default.Int32, input % 2 == 0 ? "even" : "odd");
            return await context.CallActivityAsync(HostFixture.Increment, input);
        });
        await _fixture.OpenAsync(code);
        for (var number = 0; number < 40; number++)
        {
            await _fixture.StartAsync(code, $"i{number:00}", number, number % 4 < 2 ? "low" : "high");
            time.Advance(TimeSpan.FromMinutes(5));
            await _fixture.EndAsync($"i{number:00}");
        }

        IEnumerable<string> Ids(Func<int, bool> which) => Enumerable.Range(0, 40).Reverse().Where(which).Select(number => $"i{number:00}");
        (await AllAsync(new OrchestrationQuery { Top = 7 })).ShouldBe(Ids(_ => true));
        (await AllAsync(new OrchestrationQuery { Top = 3, Group = "low" })).ShouldBe(Ids(number => number % 4 < 2));
        (await AllAsync(new OrchestrationQuery { Top = 3, Label = "odd" })).ShouldBe(Ids(number => number % 2 == 1));
        (await AllAsync(new OrchestrationQuery { Top = 3, Name = "Test", Group = "high", Label = "even" })).ShouldBe(Ids(number => number % 4 == 2));
        (await AllAsync(new OrchestrationQuery { Name = "Other" })).ShouldBeEmpty();
        (await AllAsync(new OrchestrationQuery { Top = 2, Since = time.GetUtcNow().AddMinutes(-25) })).ShouldBe(Ids(number => number >= 35));
        (await Should.ThrowAsync<AtomicException>(() => AllAsync(new OrchestrationQuery { Top = 0 }))).Code.ShouldBe(ErrorCodes.InvalidField);
        (await Should.ThrowAsync<AtomicException>(() => AllAsync(new OrchestrationQuery { Continuation = "x" }))).Code.ShouldBe(ErrorCodes.InvalidField);
    }

    private static async Task<string> FailureAsync(Task<int> call)
    {
        try
        {
            await call;
            return "none";
        }
        catch (ActivityFailedException failure)
        {
            return failure.Reason;
        }
    }

    private static OrchestrationDefinition<int, int> Sleeper() => HostFixture.Orchestration(async (context, _) =>
    {
        var begin = context.UtcNow;
        await context.CreateTimerAsync(begin.AddHours(1), CancellationToken.None);
        return (int)(context.UtcNow - begin).TotalMinutes;
    });

    private async Task<List<string>> AllAsync(OrchestrationQuery query)
    {
        var ids = new List<string>();
        while (true)
        {
            var page = await _fixture.Host.ListAsync(query, CancellationToken.None);
            page.Items.Count.ShouldBeLessThanOrEqualTo(query.Top);
            ids.AddRange(page.Items.Select(item => item.InstanceId));
            if (page.Continuation is null)
                return ids;
            query = query with { Continuation = page.Continuation };
        }
    }

    private sealed class Listener : IPurgeListener
    {
        public List<string> Purged { get; } = [];

        public void OnPurge(IStatementCache statements, IReadOnlyList<string> instanceIds) => Purged.AddRange(instanceIds);
    }
}
