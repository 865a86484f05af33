using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>What an input tells of one bidder: of its success, and of how long its answer is and takes.</summary>
/// <param name="LogOdds">How much likelier a right answer is than on average, as a difference of natural log odds; 0 where nothing is known.</param>
/// <param name="Outcomes">How many outcomes of the bidder it was learned from, without forgetting.</param>
/// <param name="Resemblance">How much of what is remembered resembles the input: the sum of the squared cosines of its neighbours.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ContextShift(double LogOdds, long Outcomes, double Resemblance)
{
    // From one certainty that a belief may have to the other it is no further than this.
    private const double MostLogOdds = 14;

    // So many outcomes of a variant weigh as much as all of the bidder's whose deployment it shares.
    private const double OutcomesOfBase = 25;

    /// <summary>What it tells of the output tokens, more precisely of one more than these.</summary>
    public LogShift Length { get; init; }

    /// <summary>What it tells of the latency.</summary>
    public LogShift Latency { get; init; }

    /// <summary>The embedding model that told what the text means, beside its words; null where only the words tell.</summary>
    public string? Embedding { get; init; }

    /// <summary>
    /// The shift of a prompt variant: what is hard for a deployment is taken to be hard for it with another prompt too, until the variant's own outcomes tell.
    /// </summary>
    /// <param name="known">The shift of the bidder whose deployment it shares.</param>
    public ContextShift WithBase(ContextShift known)
    {
        var success = OfSuccess(known);
        return success with { Length = Length.WithBase(known.Length), Latency = Latency.WithBase(known.Latency) };
    }

    /// <summary>What the odds are multiplied by: finite and above 0, whatever was learned; 1 where nothing is known.</summary>
    internal double OddsRatio => double.IsNaN(LogOdds) ? 1 : Math.Exp(Math.Clamp(LogOdds, -MostLogOdds, MostLogOdds));

    private ContextShift OfSuccess(ContextShift known)
    {
        if (known.Outcomes == 0) return this;
        if (Outcomes == 0) return known;
        var own = Outcomes / (Outcomes + OutcomesOfBase);
        return this with { LogOdds = (own * LogOdds) + ((1 - own) * known.LogOdds), Embedding = Embedding ?? known.Embedding };
    }
}
