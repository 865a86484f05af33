using Atomic.Core.Decisions;
using Atomic.Core.Microtasks;
using Atomic.Http.OpenAi.Errors;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Answers;

/// <summary>Waits for the end of microtasks as long as they may take: OpenAI's clients cannot ask again for an answer.</summary>
/// <param name="service">Does the work.</param>
/// <param name="options">How long one wait may be.</param>
/// <param name="time">The clock.</param>
internal sealed class AnswerWait(IMicrotaskService service, AtomicHttpOptions options, TimeProvider time)
{
    // What comes after the deadline: recording that it has passed, under load.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    /// <summary>The microtask once it has ended; as it stands where it is far beyond its deadline, or the service waits no longer; null where it is gone.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="deadlineSeconds">Its deadline in seconds; null: the longest.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<MicrotaskView?> EndOfAsync(string tenant, string id, double? deadlineSeconds, CancellationToken cancellationToken)
    {
        var limit = TimeSpan.FromSeconds(deadlineSeconds ?? SubmissionLimits.MaxDeadlineSeconds) + Grace;
        var wait = TimeSpan.FromSeconds(options.MaxWaitSeconds);
        var began = time.GetTimestamp();
        while (true)
        {
            var asked = time.GetTimestamp();
            var view = await service.GetAsync(tenant, id, wait, cancellationToken);

            // A wait that is over before its time is one that the service ends, for instance because it stops.
            if (view is not { Status: MicrotaskStatus.Running } || time.GetElapsedTime(asked) < wait / 2 || time.GetElapsedTime(began) > limit) return view;
        }
    }

    /// <summary>Why there is no answer.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="view">The microtask; it has not succeeded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<OpenAiError> ErrorOfAsync(string tenant, MicrotaskView view, CancellationToken cancellationToken)
    {
        // The reasons are in the record: sentences are for people, the status needs their codes.
        DecisionRecord? record = view.Status is MicrotaskStatus.NoAward or MicrotaskStatus.Failed ? await service.GetRecordAsync(tenant, view.Id, cancellationToken) : null;
        return UnansweredErrors.Of(view, record, time.GetUtcNow());
    }
}
