using Atomic.Core.Demonstrations;

namespace Atomic.Orchestration.Ports;

/// <summary>Verified examples that models may be shown.</summary>
public interface IDemonstrations
{
    /// <summary>What is to be shown for an input; empty where nothing may be. Pure but for what was learned.</summary>
    /// <param name="scope">Under what is kept what is learned of the kind, see <see cref="Access.LearningScope"/>: no example leaves it.</param>
    /// <param name="request">For what input, for whom, within which bounds; how long examples are shown is the implementation's to shorten.</param>
    IReadOnlyList<ChosenDemonstration> Choose(string scope, DemonstrationRequest request);

    /// <summary>The examples that were chosen, in order, without those that may not be shown any more.</summary>
    /// <param name="scope">The same.</param>
    /// <param name="shown">What was chosen.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<ChosenDemonstration>> FindAsync(string scope, IReadOnlyList<ShownDemonstration> shown, CancellationToken cancellationToken);
}
