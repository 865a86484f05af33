using Atomic.Core.Bids;
using Atomic.Core.Learning;

namespace Atomic.Core.Composites;

/// <summary>What is believed of every two members together.</summary>
internal sealed class PairTable
{
    // The prior of how a kind's bidders hang together counts for so many microtasks of a pair. Between independence and full dependence there is
    // about 0.2 of probability, and about every fifth microtask is one that both get wrong.
    private const double PriorWeight = 40;
    private const double UsualRoom = 0.2;

    private readonly PairBelief[] _beliefs;
    private readonly int _members;

    /// <summary>The beliefs.</summary>
    /// <param name="members">The members.</param>
    /// <param name="pairs">What was seen of pairs among them.</param>
    public PairTable(Member[] members, IReadOnlyList<PairEvidence> pairs)
    {
        _members = members.Length;
        _beliefs = new PairBelief[_members * _members];
        var seen = new PairEvidence?[_members * _members];
        foreach (var pair in pairs)
        {
            var (one, other) = (PlaceOf(members, pair.First), PlaceOf(members, pair.Second));
            if (one >= 0 && other >= 0 && one != other && IsSound(pair)) seen[Place(one, other)] = pair;
        }

        var shared = Shared(members, seen);
        for (var one = 0; one < _members; one++)
        {
            for (var other = one + 1; other < _members; other++)
                _beliefs[Place(one, other)] = new PairBelief(members[one], members[other], shared, seen[Place(one, other)]);
        }
    }

    /// <summary>The belief about two members.</summary>
    /// <param name="one">A member's place.</param>
    /// <param name="other">Another's.</param>
    public ref readonly PairBelief this[int one, int other] => ref _beliefs[Place(one, other)];

    private int Place(int one, int other) => (Math.Min(one, other) * _members) + Math.Max(one, other);

    /// <summary>
    /// How the kind's bidders hang together, pooled over all of its pairs, so that a pair that was never seen starts from what others showed (moment
    /// estimates): of the room between independence and full dependence the share that was taken, and of common errors the share of equal ones.
    /// </summary>
    private SharedDifficulty Shared(Member[] members, PairEvidence?[] seen)
    {
        var prior = SharedDifficulty.Prior;
        var (taken, room) = (PriorWeight * UsualRoom * prior.Share, PriorWeight * UsualRoom);
        var (same, wrong) = (PriorWeight * UsualRoom * prior.SameMistake, PriorWeight * UsualRoom);
        for (var one = 0; one < _members; one++)
        {
            for (var other = one + 1; other < _members; other++)
            {
                if (seen[Place(one, other)] is not { Same: > 0 } pair || pair.RightTogether + pair.WrongTogether <= 0) continue;
                var (p, q) = (members[one].Right, members[other].Right);
                var agree = pair.Same / (pair.Same + pair.Different);
                var right = pair.RightTogether / (pair.RightTogether + pair.WrongTogether);
                var both = agree * right;
                var judged = Math.Min(pair.Same + pair.Different, (pair.RightTogether + pair.WrongTogether) / agree);
                var weight = 1 / ((1 / judged) + (1 / members[one].Trials) + (1 / members[other].Trials));
                taken += weight * (both - (p * q));
                room += weight * (Math.Min(p, q) - (p * q));
                same += weight * agree * (1 - right);
                wrong += weight * Math.Max(1 - p - q + both, agree * (1 - right));
            }
        }

        return new SharedDifficulty(Math.Clamp(taken / room, 0, 1), Math.Clamp(same / wrong, 0, 1));
    }

    private static int PlaceOf(Member[] members, string bidderId)
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].Bid.BidderId == bidderId) return i;
        }

        return -1;
    }

    // A record from elsewhere may hold anything; counts that cannot be are none.
    private static bool IsSound(PairEvidence pair) =>
        IsCount(pair.Same) && IsCount(pair.Different) && IsCount(pair.RightTogether) && IsCount(pair.WrongTogether)
        && pair.Apart.All(static apart => IsCount(apart.Right) && IsCount(apart.Wrong));

    private static bool IsCount(double count) => count is >= 0 and <= BidCheck.LargestFigure;
}
