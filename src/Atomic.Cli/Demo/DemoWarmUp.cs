using Atomic.Cli.Api;
using Atomic.Cli.Run;
using Atomic.Core.Errors;

namespace Atomic.Cli.Demo;

/// <summary>
/// Some microtasks before the demo begins, so that its times are those of a server that runs and not of a compiler at work. They are of a kind of their
/// own: what is learned from them says nothing about the kinds of the demo.
/// </summary>
internal static class DemoWarmUp
{
    /// <summary>How many.</summary>
    public const int Microtasks = 48;

    private const string Kind = "warm-up";

    /// <summary>Runs them.</summary>
    /// <param name="api">The server.</param>
    /// <param name="items">The demo's microtasks, of whose texts they are made.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task RunAsync(AtomicApi api, IReadOnlyList<RunItem> items, CancellationToken cancellationToken)
    {
        var run = Guid.NewGuid().ToString("n");
        await Parallel.ForEachAsync(Enumerable.Range(0, Microtasks), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (i, stopping) =>
        {
            var request = RecordedItems.Of(items[i % items.Count].Task! with { Kind = Kind }, i + 1, DemoKind.Instructions(Kind), null);
            if (!(await api.SubmitAsync(request.RequestJson, $"{run}-{i}", stopping)).TryGet(out _, out var problem))
                throw new AtomicException(problem.Code, problem.Detail);
        });
    }
}
