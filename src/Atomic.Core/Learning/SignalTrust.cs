using Atomic.Core.Decisions;

namespace Atomic.Core.Learning;

/// <summary>How much each signal weighs as a judgement of an answer, 0 to 1, where nothing else is said.</summary>
public static class SignalTrust
{
    /// <summary>What examples have to be trusted to be learned by specialists: those have no weight, so that only what is certain teaches them.</summary>
    public const double OfExamples = 1;

    /// <summary>
    /// The trust of a signal. What a person says and what a verifier finds count in full. A judge is a model that can be wrong as well, and counts half.
    /// A schema says that an answer is valid, and agreement that two are alike: neither says that it is right, so that they weigh nothing as
    /// judgements and are learned as what they are, in <see cref="TrackRecordUpdate"/> and <see cref="PairRecordUpdate"/>.
    /// </summary>
    /// <param name="signal">The signal.</param>
    public static double Of(Signal signal) => signal switch
    {
        Signal.Feedback or Signal.Verifier => 1,
        Signal.Judge => 0.5,
        _ => 0,
    };
}
