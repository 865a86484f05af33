using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Tests;

/// <summary>Failures in memory.</summary>
public sealed class ScriptedFailures : IFailureService
{
    public List<FailureQuery> Queries { get; } = [];

    public List<string> Retried { get; } = [];

    public List<string> Dropped { get; } = [];

    public FailurePage Page { get; set; } = new([], [], null);

    public Func<string, Result<FailedMessage>> Retry { get; set; } = static id => Message(id);

    public Func<string, Problem?> Drop { get; set; } = static _ => null;

    public static FailedMessage Message(string id) => new(id, "microtasks", "No bidder does \"it\".", 5, Samples.Time, 1_234);

    public Task<FailurePage> ListAsync(FailureQuery query, CancellationToken cancellationToken)
    {
        Queries.Add(query);
        return Task.FromResult(Page);
    }

    public Task<Result<FailedMessage>> RetryMessageAsync(string id, CancellationToken cancellationToken)
    {
        Retried.Add(id);
        return Task.FromResult(Retry(id));
    }

    public Task<Problem?> DropMessageAsync(string id, CancellationToken cancellationToken)
    {
        Dropped.Add(id);
        return Task.FromResult(Drop(id));
    }
}
