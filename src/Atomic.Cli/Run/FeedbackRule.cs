using System.Security.Cryptography;
using System.Text;
using Atomic.Cli.Api;

namespace Atomic.Cli.Run;

/// <summary>Which answers somebody judges: a share of them, the same in every run of a seed, chosen before the answer is known.</summary>
/// <param name="share">0 (nobody judges) to 1 (every answer is judged).</param>
/// <param name="seed">The seed.</param>
internal sealed class FeedbackRule(double share, int seed)
{
    /// <summary>The judgement that is sent; null where nobody judges this answer.</summary>
    /// <param name="item">The microtask.</param>
    /// <param name="correct">Whether its answer is right; null: not known.</param>
    public FeedbackRequest? Of(RunItem item, bool? correct) =>
        correct is { } right && IsJudged(item.Name) ? new FeedbackRequest(right ? 1 : 0, item.Task?.Label) : null;

    private bool IsJudged(string name)
    {
        if (share >= 1)
            return true;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{name}"));
        return BitConverter.ToUInt32(hash) / (double)uint.MaxValue < share;
    }
}
