using Atomic.Core.Policies;

namespace Atomic.Orchestration.Submissions;

/// <summary>How large the parts of a request may be. The same on every way in: HTTP, queue, command line.</summary>
public static class SubmissionLimits
{
    /// <summary>Bytes of a whole request body, unless the host is configured otherwise.</summary>
    public const int DefaultBodyBytes = 1024 * 1024;

    /// <summary>
    /// Levels of nesting in a request body. A payload travels inside history events, records and explanations, which wrap it in some levels
    /// of their own and are read with the usual limit of 64: a deeper input would be accepted and then could not be read back.
    /// </summary>
    public const int MaxDepth = 48;

    /// <summary>Bytes of <c>input</c>, as JSON text.</summary>
    public const int MaxInputBytes = 256 * 1024;

    /// <summary>Chat messages in <c>input</c>.</summary>
    public const int MaxMessages = 256;

    /// <summary>Bytes of <c>instructions</c>, in UTF-8.</summary>
    public const int MaxInstructionsBytes = 32 * 1024;

    /// <summary>Number of tags.</summary>
    public const int MaxTags = 16;

    /// <summary>Characters of a tag's name.</summary>
    public const int MaxTagNameLength = 64;

    /// <summary>Bytes of a tag's value, in UTF-8.</summary>
    public const int MaxTagValueBytes = 256;

    /// <summary>Entries in each of a policy's lists.</summary>
    public const int MaxPolicyListItems = 256;

    /// <summary>Bytes of each entry in a policy's lists, in UTF-8.</summary>
    public const int MaxPolicyListItemBytes = 64;

    /// <summary>The largest amount of money in a policy, in USD.</summary>
    public const double MaxUsd = 1_000_000;

    /// <summary>The longest deadline, in seconds.</summary>
    public const double MaxDeadlineSeconds = 3600;

    /// <summary>The most bidders that may be tried.</summary>
    public const int MaxAttempts = PolicyCheck.MostAttempts;

    /// <summary>Characters of an idempotency key.</summary>
    public const int MaxIdempotencyKeyLength = 255;

    /// <summary>Bytes of feedback's <c>label</c>, in UTF-8.</summary>
    public const int MaxLabelBytes = 4 * 1024;

    /// <summary>Bytes of feedback's <c>comment</c>, in UTF-8.</summary>
    public const int MaxCommentBytes = 16 * 1024;

    /// <summary>Bytes of feedback's <c>source</c>, in UTF-8.</summary>
    public const int MaxSourceBytes = 128;

    /// <summary>Verifiers of one microtask.</summary>
    public const int MaxVerifiers = 4;

    /// <summary>Bytes of a verifier's <c>pattern</c>, in UTF-8; its characters are limited as in an output schema.</summary>
    public const int MaxPatternBytes = 4 * 1024;

    /// <summary>Bytes of the value that a JSON verifier compares with, as JSON text.</summary>
    public const int MaxExpectedJsonBytes = 16 * 1024;

    /// <summary>Bytes of a verifier's <c>pointer</c>, in UTF-8.</summary>
    public const int MaxVerifierPointerBytes = 512;

    /// <summary>Bytes of the <c>name</c> of an executable, in UTF-8.</summary>
    public const int MaxVerifierNameBytes = 64;

    /// <summary>Bytes of a judge's <c>rubric</c>, in UTF-8.</summary>
    public const int MaxRubricBytes = 8 * 1024;
}
