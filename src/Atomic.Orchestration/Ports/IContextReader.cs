using Atomic.Core.Contexts;
using Atomic.Core.Embeddings;

namespace Atomic.Orchestration.Ports;

/// <summary>Tells what an input says of the success of bidders, from what was learned of its kind.</summary>
public interface IContextReader
{
    /// <summary>What the input tells of each bidder, in their order; null where nothing was learned of the kind, or it is switched off.</summary>
    /// <param name="scope">Under what is kept what is learned of the kind, see <see cref="Access.LearningScope"/>.</param>
    /// <param name="text">The input as text.</param>
    /// <param name="bidderIds">The bidders.</param>
    /// <param name="vector">What the input means, as an embedding model says; null where that is not known.</param>
    IReadOnlyList<ContextShift>? Read(string scope, string text, IReadOnlyList<string> bidderIds, InputVector? vector = null);
}
