using Atomic.Evaluation.Routing;
using Atomic.Evaluation.Sets;
using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Reports;

/// <summary>Runs a stream per seed and target: each is a house of its own that knows nothing at its beginning.</summary>
internal static class StreamGrid
{
    /// <summary>What the streams came to, by seed and then by target, in their orders.</summary>
    /// <param name="set">The set.</param>
    /// <param name="targetsUsd">What a task may cost on average in USD.</param>
    /// <param name="options">Seeds, feedback, settings.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static StreamOutcome[][] Run(EvaluationSet set, IReadOnlyList<double> targetsUsd, EvaluationOptions options, CancellationToken cancellationToken)
    {
        var outcomes = options.Seeds.Select(_ => new StreamOutcome[targetsUsd.Count]).ToArray();
        var streams = options.Seeds.Select(seed => new TaskSequence(set, seed)).ToArray();
        var total = outcomes.Length * targetsUsd.Count;
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        Parallel.For(0, total, parallel, run =>
        {
            var (seed, target) = (run / targetsUsd.Count, run % targetsUsd.Count);
            var chooser = new AuctionChooser(set.Models, options.Routing, new PacedValue(targetsUsd[target]), options.Seeds[seed]);
            outcomes[seed][target] = streams[seed].Run(chooser, options.Feedback, cancellationToken) with { Lengths = chooser.Lengths, LengthsOnAverage = chooser.LengthsOnAverage };
            options.Progress?.Invoke(Interlocked.Increment(ref done), total);
        });
        return outcomes;
    }
}
