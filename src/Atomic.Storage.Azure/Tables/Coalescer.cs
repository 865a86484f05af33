namespace Atomic.Storage.Azure.Tables;

/// <summary>
/// Gathers the operations of this process on one partition into common transactions: while one is under way, what comes in waits and goes into the next
/// together. So concurrent callers share round trips instead of failing on each other's ETags, and one alone waits for nobody.
/// </summary>
/// <param name="fit">How many of the waiting operations, from the first, fit one transaction; at least one.</param>
/// <param name="commitAsync">Commits operations of one partition; a result for each, in order. Only one call per partition runs at a time.</param>
internal sealed class Coalescer<TOperation, TResult>(
    Func<IReadOnlyList<TOperation>, int> fit, Func<string, IReadOnlyList<TOperation>, Task<IReadOnlyList<TResult>>> commitAsync)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Waiting>> _lanes = new(StringComparer.Ordinal);

    /// <summary>Commits an operation together with others of its partition.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">Gives up waiting; the operation may be committed all the same.</param>
    public Task<TResult> RunAsync(string partition, TOperation operation, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new Waiting(operation);
        var isFirst = false;
        lock (_gate)
        {
            if (!_lanes.TryGetValue(partition, out var lane))
            {
                isFirst = true;
                _lanes.Add(partition, lane = []);
            }

            lane.Add(waiting);
        }

        if (isFirst)
            _ = DrainAsync(partition);
        return waiting.Completion.Task.WaitAsync(cancellationToken);
    }

    private async Task DrainAsync(string partition)
    {
        while (Next(partition) is { } batch)
        {
            try
            {
                var results = await commitAsync(partition, [.. batch.Select(static waiting => waiting.Operation)]);
                for (var index = 0; index < batch.Count; index++)
                    batch[index].Completion.SetResult(results[index]);
            }
            catch (Exception failure)
            {
                // Each caller gets what went wrong; those that come later start anew.
                foreach (var waiting in batch)
                    waiting.Completion.TrySetException(failure);
            }
        }
    }

    private List<Waiting>? Next(string partition)
    {
        lock (_gate)
        {
            var lane = _lanes[partition];
            if (lane.Count == 0)
            {
                _lanes.Remove(partition);
                return null;
            }

            var batch = lane.GetRange(0, Math.Min(RowTransaction.MaxRows, lane.Count));
            batch = batch.GetRange(0, fit([.. batch.Select(static waiting => waiting.Operation)]));
            lane.RemoveRange(0, batch.Count);
            return batch;
        }
    }

    private sealed class Waiting(TOperation operation)
    {
        public TOperation Operation { get; } = operation;

        // Callers go on elsewhere: the lane is not theirs.
        public TaskCompletionSource<TResult> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
