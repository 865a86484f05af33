using Atomic.Orchestration.Durable;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.LocalHost.Tests;

public sealed class ReplayTests : IAsyncDisposable
{
    private readonly HostFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Recovery_ActivityInFlight_IsDeliveredAgainAndRecordedBefore()
    {
        var code = HostFixture.Orchestration(async (context, input) =>
            await context.CallActivityAsync(HostFixture.Double, await context.CallActivityAsync(HostFixture.Increment, input)));
        _fixture.OnDouble = (_, _, _) => new TaskCompletionSource<int>().Task;
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        await HostFixture.UntilAsync(() => _fixture.Doubled.Count == 1);
        await _fixture.CloseAsync();

        await _fixture.OpenAsync(code);
        await HostFixture.UntilAsync(() => _fixture.Doubled.Count == 2);
        await _fixture.CloseAsync();

        List<HistoryEventType> before = [];
        _fixture.OnDouble = async (value, _, _) =>
        {
            before = await _fixture.HistoryAsync();
            return 2 * value;
        };
        await _fixture.OpenAsync(code);
        (await _fixture.ResultAsync()).ShouldBe(4);
        _fixture.Doubled.Select(invocation => invocation.Delivery).ShouldBe([1, 2, 3]);
        _fixture.Doubled.ShouldAllBe(invocation => invocation.TaskId == 1 && invocation.InstanceId == "one");
        before.Count(type => type == HistoryEventType.TaskRedelivered).ShouldBe(2);
    }

    [Fact]
    public async Task Recovery_ActivityInFlightWasLetGo_IsNotDeliveredAgain()
    {
        var code = HostFixture.Orchestration(async (context, input) =>
        {
            var loser = context.CallActivityAsync(HostFixture.Double, input);
            var winner = await context.CallActivityAsync(HostFixture.Increment, input);
            context.LetGo(loser);
            return winner + await context.WaitForExternalEventAsync("go", TestJson.Default.Int32);
        });
        _fixture.OnDouble = (_, _, _) => new TaskCompletionSource<int>().Task;
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        await HostFixture.UntilAsync(() => _fixture.Doubled.Count == 1);
        await _fixture.CloseAsync();

        await _fixture.OpenAsync(code);
        (await _fixture.Host.RaiseEventAsync("one", "go", "5"u8.ToArray(), CancellationToken.None)).ShouldBeTrue();
        (await _fixture.ResultAsync()).ShouldBe(7);
        (await _fixture.HistoryAsync()).ShouldNotContain(HistoryEventType.TaskRedelivered);
        _fixture.Doubled.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Recovery_ActivityLetGoAndEndedBeforeTheCrash_IsReplayed()
    {
        var finish = new TaskCompletionSource<int>();
        var code = HostFixture.Orchestration(async (context, input) =>
        {
            var loser = context.CallActivityAsync(HostFixture.Double, input);
            context.LetGo(loser);
            return await context.WaitForExternalEventAsync("go", TestJson.Default.Int32);
        });
        _fixture.OnDouble = (_, _, _) => finish.Task;
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        finish.SetResult(2);
        for (var end = DateTime.UtcNow + HostFixture.Bound; !(await _fixture.HistoryAsync()).Contains(HistoryEventType.TaskCompleted);)
            DateTime.UtcNow.ShouldBeLessThan(end);
        await _fixture.CloseAsync();

        await _fixture.OpenAsync(code);
        (await _fixture.Host.RaiseEventAsync("one", "go", "5"u8.ToArray(), CancellationToken.None)).ShouldBeTrue();
        (await _fixture.ResultAsync()).ShouldBe(5);
        _fixture.Doubled.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Recovery_CodeChanged_FailsNamingBothActions()
    {
        var former = HostFixture.Orchestration((context, input) => context.CallActivityAsync(HostFixture.Double, input));
        _fixture.OnDouble = (_, _, _) => new TaskCompletionSource<int>().Task;
        await _fixture.OpenAsync(former);
        await _fixture.StartAsync(former);
        await HostFixture.UntilAsync(() => _fixture.Doubled.Count == 1);
        await _fixture.CloseAsync();

        await _fixture.OpenAsync(HostFixture.Orchestration((context, input) => context.CallActivityAsync(HostFixture.Increment, input)));
        var end = await _fixture.EndAsync();
        end.Status.ShouldBe(OrchestrationStatus.Failed);
        end.Failure.ShouldBe(
            "History has TaskScheduled 'Double' as action 0, but the code asked for TaskScheduled 'Increment': the orchestration's code changed while " +
            "the instance was running; deploy the former code or terminate the instance.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Recovery_CodeAsksForLessOrMore_Fails(int before)
    {
        async Task<int> RunAsync(IOrchestrationContext context, int input, int times)
        {
            for (var time = 0; time < times; time++)
                input = await context.CallActivityAsync(HostFixture.Increment, input);
            return input + await context.WaitForExternalEventAsync("go", TestJson.Default.Int32);
        }

        var former = HostFixture.Orchestration((context, input) => RunAsync(context, input, 1));
        await _fixture.OpenAsync(former);
        await _fixture.StartAsync(former);
        await _fixture.Host.RaiseEventAsync("one", "other", "1"u8.ToArray(), CancellationToken.None);
        await _fixture.CloseAsync();

        await _fixture.OpenAsync(HostFixture.Orchestration((context, input) => RunAsync(context, input, before)));
        var end = await _fixture.EndAsync();
        end.Status.ShouldBe(OrchestrationStatus.Failed);
        end.Failure!.ShouldContain(before == 0 ? "did not ask for it" : "history goes on without it");
    }

    [Fact]
    public async Task Recovery_HistoryIsDamaged_ThatInstanceFailsAndOthersGoOn()
    {
        var wait = HostFixture.Orchestration((context, _) => context.WaitForExternalEventAsync("go", TestJson.Default.Int32));
        await _fixture.OpenAsync(wait);
        await _fixture.StartAsync(wait, "poisoned");
        await _fixture.StartAsync(wait, "sound");
        await _fixture.Host.WaitUntilDurableAsync("sound", CancellationToken.None);
        await _fixture.Database.WhenDurableAsync(_fixture.Database.Enqueue(new Change(statements =>
            statements.Get("UPDATE history SET events = x'01FF00' WHERE number >> 20 = 1").ExecuteNonQuery().ShouldBe(1))));
        await _fixture.CloseAsync();

        await _fixture.OpenAsync(wait);
        var end = await _fixture.EndAsync("poisoned");
        end.Status.ShouldBe(OrchestrationStatus.Failed);
        end.Failure!.ShouldContain("cannot be replayed");
        (await _fixture.Host.RaiseEventAsync("sound", "go", "8"u8.ToArray(), CancellationToken.None)).ShouldBeTrue();
        (await _fixture.ResultAsync("sound")).ShouldBe(8);
    }

    [Fact]
    public async Task NewGuidAndUtcNow_OnReplay_AreTheSame()
    {
        List<(Guid Id, DateTimeOffset Now, bool Replaying)> seen = [];
        var code = HostFixture.Orchestration(async (context, input) =>
        {
            seen.Add((context.NewGuid(), context.UtcNow, context.IsReplaying));
            await context.CallActivityAsync(HostFixture.Increment, input);
            seen.Add((context.NewGuid(), context.UtcNow, context.IsReplaying));
            return await context.WaitForExternalEventAsync("go", TestJson.Default.Int32);
        });
        await _fixture.OpenAsync(code);
        await _fixture.StartAsync(code);
        await _fixture.Host.WaitUntilDurableAsync("one", CancellationToken.None);
        await _fixture.CloseAsync();
        await _fixture.OpenAsync(code);
        (await _fixture.Host.RaiseEventAsync("one", "go", "1"u8.ToArray(), CancellationToken.None)).ShouldBeTrue();
        await _fixture.EndAsync();
        seen.Count.ShouldBe(4);
        seen[2].ShouldBe(seen[0] with { Replaying = true });
        seen[3].ShouldBe(seen[1] with { Replaying = true });
        seen[0].Id.ShouldNotBe(seen[1].Id);
    }

    [Fact]
    public async Task Eviction_MoreThanMayBeInMemory_AreReplayedOnDemand()
    {
        var wait = HostFixture.Orchestration(async (context, input) =>
            await context.CallActivityAsync(HostFixture.Increment, input) + await context.WaitForExternalEventAsync("go", TestJson.Default.Int32));
        _fixture.Options = new DurableHostOptions { HotInstances = 5 };
        await _fixture.OpenAsync(wait);
        for (var number = 0; number < 50; number++)
            await _fixture.StartAsync(wait, $"i{number}", number);
        await HostFixture.UntilAsync(() => _fixture.Host.InstancesInMemory <= 5);
        _fixture.Host.RunningInstances.ShouldBe(50);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
            (await _fixture.Host.RaiseEventAsync($"i{number}", "go", "100"u8.ToArray(), CancellationToken.None)).ShouldBeTrue()));
        for (var number = 0; number < 50; number++)
            (await _fixture.ResultAsync($"i{number}")).ShouldBe(number + 101);
        _fixture.Host.RunningInstances.ShouldBe(0);
    }

    [Fact]
    public async Task Recovery_ManyInstances_AllGoOn()
    {
        var wait = HostFixture.Orchestration(async (context, input) =>
            input + await context.WaitForExternalEventAsync("go", TestJson.Default.Int32));
        _fixture.Options = new DurableHostOptions { HotInstances = 8 };
        await _fixture.OpenAsync(wait);
        for (var number = 0; number < 300; number++)
            await _fixture.StartAsync(wait, $"i{number}", number);
        await _fixture.Host.StopAsync(TimeSpan.FromSeconds(5));
        await _fixture.CloseAsync();
        await _fixture.OpenAsync(wait);
        _fixture.Host.RunningInstances.ShouldBe(300);
        await _fixture.Host.Recovery.WaitAsync(HostFixture.Bound);
        await HostFixture.UntilAsync(() => _fixture.Host.InstancesInMemory <= 8);
        (await _fixture.Host.RaiseEventAsync("i299", "go", "1"u8.ToArray(), CancellationToken.None)).ShouldBeTrue();
        (await _fixture.ResultAsync("i299")).ShouldBe(300);
    }

    /// <summary>The property: wherever the disk dies, the restarted host comes to the same result, and buys nothing twice that was recorded.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Recovery_AfterEveryCommitOfARandomOrchestration_SameResultAndNothingRecordedRunsAgain(int seed)
    {
        var code = RandomOrchestration.Definition;
        var child = RandomOrchestration.Child;
        var (expected, commits) = await RunWholeAsync(code, child, seed);
        commits.ShouldBeGreaterThan(3);
        for (var crash = 1; crash < commits; crash++)
        {
            await using var fixture = new HostFixture { MaxGroupSize = 1 };
            await fixture.OpenAsync(code, child);
            fixture.Gate.FailAfter(crash);
            await fixture.StartAsync(code, input: seed);
            await HostFixture.UntilAsync(() => fixture.Database.Failure is not null);
            await fixture.CloseAsync();

            fixture.Doubled.Clear();
            fixture.StartsHost = false;
            await fixture.OpenAsync(code, child);
            var recorded = await CompletedAsync(fixture);
            await fixture.Host.StartAsync(CancellationToken.None);
            (await fixture.ResultAsync()).ShouldBe(expected, $"seed {seed}, crash after commit {crash}");
            fixture.Doubled.Select(run => (run.InstanceId, run.Execution, run.TaskId)).ShouldAllBe(
                run => !recorded.Contains(run), $"seed {seed}, crash after commit {crash}");
        }
    }

    private static async Task<(int Result, int Commits)> RunWholeAsync(OrchestrationDefinition<int, int> code, OrchestrationDefinition<int, int> child, int seed)
    {
        await using var fixture = new HostFixture { MaxGroupSize = 1 };
        await fixture.OpenAsync(code, child);
        await fixture.StartAsync(code, input: seed);
        var result = await fixture.ResultAsync();
        return (result, fixture.Gate.Commits);
    }

    private static async Task<HashSet<(string InstanceId, int Execution, int TaskId)>> CompletedAsync(HostFixture fixture)
    {
        var completed = new HashSet<(string InstanceId, int Execution, int TaskId)>();
        foreach (var (id, execution) in await fixture.Database.ReadAsync(Executions, CancellationToken.None))
        {
            foreach (var recorded in await fixture.Host.GetHistoryAsync(id, CancellationToken.None))
            {
                if (recorded.Type == HistoryEventType.TaskCompleted)
                    completed.Add((id, execution, recorded.TaskId));
            }
        }

        return completed;
    }

    private static List<(string Id, int Execution)> Executions(IStatementCache statements)
    {
        var found = new List<(string Id, int Execution)>();
        using var reader = statements.Get("SELECT id, execution FROM instances").ExecuteReader();
        while (reader.Read())
            found.Add((reader.GetString(0), reader.GetInt32(1)));
        return found;
    }

    private sealed class Change(Action<IStatementCache> apply) : IDatabaseWrite
    {
        public void Apply(IStatementCache statements) => apply(statements);
    }
}

/// <summary>Orchestrations of random shape, the same for the same seed: chains, fans, races, timers, events kept over runs, children.</summary>
internal static class RandomOrchestration
{
    public static readonly OrchestrationDefinition<int, int> Child = HostFixture.Orchestration(
        async (context, input) => await context.CallActivityAsync(HostFixture.Double, input) + 1, "Child");

    public static readonly OrchestrationDefinition<int, int> Definition = HostFixture.Orchestration(RunAsync, "Random");

    private static async Task<int> RunAsync(IOrchestrationContext context, int input)
    {
        var random = new Random(input);
        var sum = input % 1_000;
        var steps = random.Next(2, 5);
        for (var step = 0; step < steps; step++)
        {
            sum += random.Next(6) switch
            {
                0 => await context.CallActivityAsync(HostFixture.Increment, sum),
                1 => await context.CallActivityAsync(HostFixture.Double, sum),
                2 => (await Task.WhenAll(Enumerable.Range(0, 3).Select(value =>
                    context.CallActivityAsync(value == 1 ? HostFixture.Double : HostFixture.Increment, value)))).Sum(),
                3 => await RaceAsync(context, sum),
                4 => await context.CallSubOrchestrationAsync(Child, $"{context.InstanceId}-{input}-{step}", sum),
                _ => await WaitAsync(context),
            };
            context.SetCustomStatus(sum, TestJson.Default.Int32, $"step-{step}");
        }

        if (input < 1_000)
        {
            context.ContinueAsNew(input + (1_000 * (1 + (sum % 7))), TestJson.Default.Int32);
            return 0;
        }

        return sum;
    }

    private static async Task<int> RaceAsync(IOrchestrationContext context, int value)
    {
        using var late = new CancellationTokenSource();
        var timer = context.CreateTimerAsync(context.UtcNow.AddDays(1), late.Token);
        var work = context.CallActivityAsync(HostFixture.Double, value);
        var first = await Task.WhenAny(timer, work);
        first.ShouldBe(work);
        late.Cancel();
        return await work;
    }

    private static async Task<int> WaitAsync(IOrchestrationContext context)
    {
        await context.CreateTimerAsync(context.UtcNow.AddMilliseconds(2), CancellationToken.None);
        return 1;
    }
}
