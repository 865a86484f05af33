using Atomic.Http.Problems;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Requests;

/// <summary>Reads the <c>Idempotency-Key</c> header.</summary>
internal static class IdempotencyKeyHeader
{
    /// <summary>The header.</summary>
    public const string Name = "Idempotency-Key";

    /// <summary>Reads the header.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The key; null where there is none.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static Problem? Read(HttpRequest request, out IdempotencyKey? key)
    {
        key = null;
        var values = request.Headers[Name];
        if (values.Count == 0 || (values.Count == 1 && IdempotencyKey.TryParse(values[0], out key))) return null;
        return new Problem(
            HttpErrorCodes.InvalidHeader,
            $"{Name} must be sent once, with 1 to {SubmissionLimits.MaxIdempotencyKeyLength} visible ASCII characters.");
    }
}
