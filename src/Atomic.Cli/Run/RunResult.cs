using Atomic.Cli.Api;
using Atomic.Orchestration.Service;

namespace Atomic.Cli.Run;

/// <summary>What became of one microtask.</summary>
/// <param name="Item">The microtask.</param>
/// <param name="Answer">What the server answered; null where it refused.</param>
/// <param name="Problem">Why it refused; null where it did not.</param>
/// <param name="Correct">Whether the answer is right; null where that is not known.</param>
/// <param name="ClientMs">From sending the request to having read the whole answer, in milliseconds.</param>
internal sealed record RunResult(RunItem Item, MicrotaskAnswer? Answer, Problem? Problem, bool? Correct, double ClientMs)
{
    /// <summary>Whether there is an answer.</summary>
    public bool Succeeded => Answer is { Succeeded: true };

    /// <summary>The bidder that answered; null where none did.</summary>
    public string? Bidder => Succeeded ? Answer!.Award?.Bidder : null;

    /// <summary>What it cost in USD, failed attempts included.</summary>
    public double CostUsd => Answer?.CostUsd ?? 0;

    /// <summary>
    /// Atomic's own overhead in milliseconds: the client's time for the whole request less the time that the server waited for models. It has in it
    /// HTTP both ways, admission, bids, auction and every write that had to be durable before the answer. Null where there is no answer.
    /// </summary>
    public double? OverheadMs => Answer is { Succeeded: true, LatencyMs: not null } answer ? Math.Max(0, ClientMs - answer.ModelMs) : null;

    /// <summary>Why there is no answer, in one sentence; null where there is one.</summary>
    public string? Detail => Problem?.Detail ?? (Succeeded ? null : Answer?.Detail ?? $"It ended as '{Answer?.Status}'.");
}
