using System.Runtime.InteropServices;
using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Core.Composites;

/// <summary>
/// What is believed of two members together: Beta distributions whose prior is what their own success probabilities imply of each other
/// (<see cref="SharedDifficulty"/>), and which are learned exactly as the two are seen together.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PairBelief
{
    // What the implied shares miss by, were the members' own probabilities known exactly: a deviation of 0.05 about 0.5.
    private const double MostPriorTrials = 100;

    // That a missing answer is as telling as a different one is a guess: a deviation of 0.1 about 0.5.
    private const double MissingPriorTrials = 20;

    private readonly SharedDifficulty _shared;
    private readonly PairEvidence? _evidence;
    private readonly double _priorTrials;

    /// <summary>The belief.</summary>
    /// <param name="one">A member.</param>
    /// <param name="other">Another.</param>
    /// <param name="shared">How their kind's bidders hang together.</param>
    /// <param name="evidence">What was seen of the two; null: nothing.</param>
    public PairBelief(in Member one, in Member other, SharedDifficulty shared, PairEvidence? evidence)
    {
        (_shared, _evidence) = (shared, evidence);
        _priorTrials = PriorTrials(one, other);
        Agree = BetaBelief.Of(shared.Agree(one.Right, other.Right), _priorTrials, new DecayedCounts(evidence?.Same ?? 0, evidence?.Different ?? 0));
        RightTogether = BetaBelief.Of(
            shared.RightTogether(one.Right, other.Right), _priorTrials, new DecayedCounts(evidence?.RightTogether ?? 0, evidence?.WrongTogether ?? 0));
        Answered = one.Answered * other.Answered;
        Seconds = one.Points.Slower(other.Points);
    }

    /// <summary>Probability of the same output, once both give a valid one.</summary>
    public BetaBelief Agree { get; }

    /// <summary>Probability that the output that both give is right.</summary>
    public BetaBelief RightTogether { get; }

    /// <summary>Probability that both give a valid output.</summary>
    public double Answered { get; }

    /// <summary>Expected seconds until both have answered.</summary>
    public double Seconds { get; }

    /// <summary>What was seen of the two; null: nothing.</summary>
    public PairEvidence? Evidence => _evidence;

    /// <summary>Probability that a third is right where the two differ.</summary>
    /// <param name="one">A member of the pair.</param>
    /// <param name="other">The other.</param>
    /// <param name="third">The third.</param>
    public BetaBelief RightApart(in Member one, in Member other, in Member third) => BetaBelief.Of(
        _shared.RightApart(one.Right, other.Right, third.Right), 1 / ((1 / _priorTrials) + (1 / third.Trials)), ApartOf(third.Bid.BidderId));

    /// <summary>
    /// Probability that a third's valid answer is right where one of the two gives none. Before it was seen, as where they differ: whoever gives no
    /// answer does not agree, and what one cannot answer is hard.
    /// </summary>
    /// <param name="apart">What is believed of the third where the two differ.</param>
    /// <param name="third">The third.</param>
    public BetaBelief RightMissing(BetaBelief apart, in Member third) => BetaBelief.Of(
        apart.Mean, 1 / ((1 / MissingPriorTrials) + (1 / apart.Trials)), Of(_evidence?.Missing, third.Bid.BidderId));

    /// <summary>How often that bidder was right where the two differed.</summary>
    /// <param name="bidderId">The bidder.</param>
    public DecayedCounts ApartOf(string bidderId) => Of(_evidence?.Apart, bidderId);

    private static DecayedCounts Of(IReadOnlyList<ApartEvidence>? evidence, string bidderId)
    {
        for (var i = 0; i < (evidence?.Count ?? 0); i++)
        {
            if (evidence![i] is var seen && seen.BidderId == bidderId) return new DecayedCounts(seen.Right, seen.Wrong);
        }

        return default;
    }

    // Variances add up: that of the implication itself, and those of the two probabilities that it is drawn from.
    private static double PriorTrials(in Member one, in Member other) => 1 / ((1 / MostPriorTrials) + (1 / one.Trials) + (1 / other.Trials));
}
