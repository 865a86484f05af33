using System.Collections.Concurrent;
using Atomic.Core.Demonstrations;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Tests.Doubles;

/// <summary>Finds the examples that it holds, and remembers what it was asked for.</summary>
internal sealed class ScriptedDemonstrations(params Demonstration[] examples) : IDemonstrations
{
    public ConcurrentQueue<(string Scope, IReadOnlyList<ShownDemonstration> Shown)> Asked { get; } = [];

    public IReadOnlyList<ChosenDemonstration> Choose(string scope, DemonstrationRequest request) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ChosenDemonstration>> FindAsync(string scope, IReadOnlyList<ShownDemonstration> shown, CancellationToken cancellationToken)
    {
        Asked.Enqueue((scope, shown));
        return new([.. shown.SelectMany(one => examples.Where(example => example.Hash == one.Hash).Select(example => new ChosenDemonstration(example, one)))]);
    }
}
