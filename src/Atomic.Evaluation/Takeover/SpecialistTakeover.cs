using Atomic.Core.Auctions;
using Atomic.Core.Bids;
using Atomic.Core.Policies;
using Atomic.Core.Specialists;

namespace Atomic.Evaluation.Takeover;

/// <summary>
/// The house with one specialist and one teacher: Core's specialist, its admission, and the auction under a policy that takes the cheapest bid above the floor, audits by its recorded
/// draw included. Production decides by the same code.
/// </summary>
/// <param name="floor">The policy's <c>minQuality</c>, 0 to 1.</param>
/// <param name="seed">Another seed draws otherwise.</param>
public sealed class SpecialistTakeover(double floor, int seed) : ITakeover
{
    private const string Teacher = "teacher";
    private const string Own = "specialist";

    // Any price does: the policy asks for the cheapest above the floor, and the specialist costs nothing.
    private const double TeacherUsd = 0.001;
    private const double SpecialistSeconds = 0.0005;

    private readonly Policy _policy = new() { Preset = "custom", Objective = Objective.Cheapest, MinQuality = floor };
    private readonly AdmissionRules _rules = new() { Floor = floor };
    private readonly Specialist _specialist = new();
    private double _weight = 1;

    /// <inheritdoc/>
    public TakeoverChoice Choose(string id, string kind, string input)
    {
        using var text = FeatureVector.Of(input);
        var assessment = _specialist.Assess(text);
        _weight = 1;
        if (SpecialistAdmission.Decide(assessment, _rules, default, out _) is not { } offer) return default;
        var book = new BidBook { Bids = [BidOf(offer), s_teacher], NoBids = [], MarketVersion = "takeover", TrackRecordVersion = assessment.Examples };
        var award = Auction.Clear(new AuctionRequest
        {
            MicrotaskId = FormattableString.Invariant($"{seed}:{id}"),
            Policy = _policy,
            Book = book,
            Gamma = ExplorationSchedule.Gamma(ExplorationSchedule.DefaultInitial, assessment.Examples),
            Optimism = ExplorationSchedule.DefaultOptimism,
        });
        _weight = AuditShare.Weight(book, award);
        return award.WinnerId == Own
            ? new TakeoverChoice(assessment.Guess.Label, IsAudit: false, offer.Success.Expected)
            : new TakeoverChoice(Answer: null, IsAudit: true, Promised: 0);
    }

    /// <inheritdoc/>
    public void Learn(string input, string label)
    {
        using var text = FeatureVector.Of(input);
        _specialist.Learn(text, label, _weight);
    }

    private static Bid BidOf(SpecialistOffer offer) => new()
    {
        BidderId = Own,
        Model = Own,
        CostUsd = Estimate.Exactly(0),
        MostCostUsd = 0,
        LatencySeconds = Estimate.Exactly(SpecialistSeconds),
        Success = offer.Success,
        AnswerPrecision = offer.Precision,
        AuditShare = offer.AuditShare,
        Evidence = new BidEvidence { Basis = Own, QualityObservations = offer.Outcomes },
    };

    // Its answers are what is learned from, so that as far as anybody can tell they are right.
    private static readonly Bid s_teacher = new()
    {
        BidderId = Teacher,
        Model = Teacher,
        CostUsd = Estimate.Exactly(TeacherUsd),
        MostCostUsd = TeacherUsd,
        LatencySeconds = Estimate.Exactly(1),
        Success = Estimate.Exactly(1),
        Evidence = new BidEvidence { Basis = "prior" },
    };
}
