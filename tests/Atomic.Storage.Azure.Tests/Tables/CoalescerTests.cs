using Atomic.Storage.Azure.Tables;

namespace Atomic.Storage.Azure.Tests.Tables;

public sealed class CoalescerTests
{
    private readonly List<int[]> _batches = [];
    private readonly SemaphoreSlim _commits = new(0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_WhileOneIsUnderWay_TheOthersShareTheNext()
    {
        var coalescer = Of(static waiting => waiting.Count);
        var results = Enumerable.Range(0, 5).Select(number => coalescer.RunAsync("p", number, Cancellation)).ToList();
        _commits.Release(2);

        (await Task.WhenAll(results)).ShouldBe([0, 10, 20, 30, 40]);
        _batches.ShouldBe([[0], [1, 2, 3, 4]]);
    }

    [Fact]
    public async Task RunAsync_MoreThanFit_GoInOrderIntoSeveral()
    {
        var coalescer = Of(static waiting => Math.Min(waiting.Count, 2));
        var results = Enumerable.Range(0, 6).Select(number => coalescer.RunAsync("p", number, Cancellation)).ToList();
        _commits.Release(4);

        await Task.WhenAll(results);
        _batches.ShouldBe([[0], [1, 2], [3, 4], [5]]);
    }

    [Fact]
    public async Task RunAsync_OtherPartition_DoesNotWait()
    {
        var coalescer = Of(static waiting => waiting.Count);
        var held = coalescer.RunAsync("held", -1, Cancellation);
        var free = coalescer.RunAsync("free", 1, Cancellation);
        _commits.Release(2);

        (await free).ShouldBe(10);
        await Should.ThrowAsync<InvalidOperationException>(() => held);
    }

    [Fact]
    public async Task RunAsync_CommitFails_ThoseThatComeLaterAreNotTouched()
    {
        var coalescer = Of(static waiting => waiting.Count);
        _commits.Release(2);

        await Should.ThrowAsync<InvalidOperationException>(() => coalescer.RunAsync("p", -1, Cancellation));
        (await coalescer.RunAsync("p", 7, Cancellation)).ShouldBe(70);
    }

    [Fact]
    public async Task RunAsync_CallerGivesUp_TheOperationIsCommittedAllTheSame()
    {
        using var giveUp = new CancellationTokenSource();
        var coalescer = Of(static waiting => waiting.Count);
        var waiting = coalescer.RunAsync("p", 1, giveUp.Token);
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        _commits.Release(2);

        (await coalescer.RunAsync("p", 2, Cancellation)).ShouldBe(20);
        _batches.SelectMany(static batch => batch).ShouldBe([1, 2]);
    }

    // A negative number fails its batch.
    private Coalescer<int, int> Of(Func<IReadOnlyList<int>, int> fit) => new(fit, async (_, numbers) =>
    {
        (await _commits.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)).ShouldBeTrue();
        lock (_batches)
            _batches.Add([.. numbers]);
        return numbers.Any(static number => number < 0) ? throw new InvalidOperationException("failed") : [.. numbers.Select(static number => number * 10)];
    });
}
