using System.Runtime.InteropServices;
using Atomic.Core.Decisions;

namespace Atomic.Providers.Chat;

/// <summary>What is wrong with an answer.</summary>
/// <param name="Outcome">How the call ends with it.</param>
/// <param name="What">What happened, as the predicate of a sentence about the model: never a word of the endpoint's.</param>
/// <param name="IsForeign">Whether it is none of the protocol at all, so that the endpoint's URL is suspect.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerFault(AttemptOutcome Outcome, string What, bool IsForeign = false)
{
    /// <summary>An answer that is not one of the protocol.</summary>
    /// <param name="what">What happened.</param>
    public static AnswerFault Malformed(string what) => new(AttemptOutcome.MalformedResponse, what);

    /// <summary>An answer of something that speaks another language.</summary>
    /// <param name="wanted">What it should have been.</param>
    public static AnswerFault Foreign(string wanted) => new(AttemptOutcome.MalformedResponse, $"sent an answer that is no {wanted}", IsForeign: true);
}
