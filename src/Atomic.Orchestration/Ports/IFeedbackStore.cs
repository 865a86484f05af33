using Atomic.Core.Decisions;

namespace Atomic.Orchestration.Ports;

/// <summary>Feedback by microtask. See <see cref="IPayloadStore"/> for what all ports promise.</summary>
public interface IFeedbackStore
{
    /// <summary>Keeps the feedback; the same score, label and comment again is kept once.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="feedback">What was said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were kept before this one, or -1 where it was there already.</returns>
    ValueTask<int> AddAsync(string microtaskId, Feedback feedback, CancellationToken cancellationToken);

    /// <summary>The microtask's feedback in order of arrival.</summary>
    /// <param name="microtaskId">The microtask's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<Feedback>> ListAsync(string microtaskId, CancellationToken cancellationToken);
}
