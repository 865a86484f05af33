namespace Atomic.Cli.Run;

/// <summary>The count of a run as it goes on. Safe to add to and to read from any thread.</summary>
/// <param name="total">How many microtasks there are.</param>
internal sealed class RunTally(int total)
{
    private readonly Lock _lock = new();
    private readonly List<RunResult> _results = new(total);
    private readonly Dictionary<string, BidderTally> _bidders = new(StringComparer.Ordinal);
    private int _failed;
    private int _judged;
    private int _right;
    private double _costUsd;

    /// <summary>How many microtasks there are.</summary>
    public int Total => total;

    /// <summary>Counts a result.</summary>
    /// <param name="result">The result.</param>
    public void Add(RunResult result)
    {
        lock (_lock)
        {
            _results.Add(result);
            _costUsd += result.CostUsd;
            if (!result.Succeeded)
                _failed++;
            if (result.Correct is { } correct)
            {
                _judged++;
                _right += correct ? 1 : 0;
            }

            if (result.Bidder is { } bidder)
                _bidders[bidder] = _bidders.GetValueOrDefault(bidder, new BidderTally(bidder)).With(result);
        }
    }

    /// <summary>The count at this moment.</summary>
    public RunCount Snapshot()
    {
        lock (_lock)
            return new RunCount(total, _results.Count, _failed, _judged, _right, _costUsd, [.. _bidders.Values.OrderByDescending(static bidder => bidder.Answers)]);
    }

    /// <summary>The results so far, in the order in which they came.</summary>
    public IReadOnlyList<RunResult> Results()
    {
        lock (_lock)
            return [.. _results];
    }
}
