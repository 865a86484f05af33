using Atomic.Core.Snapshots;

namespace Atomic.Core.Extraction;

/// <summary>
/// Which forms a field's values have: of each form how often it gave the right value of late, among the places that have it. So a rare form that is always right where it is possible (the sign of a
/// currency) goes before a common one that is possible everywhere (as it stands).
/// </summary>
internal sealed class FormShares
{
    private const double Retention = 0.95;

    // So that one example does not make a form certain.
    private const double Doubt = 0.5;

    /// <summary>By form, how often it was right, then how often it was possible; old ones fade.</summary>
    public double[] Counts { get; } = new double[2 * ValueForms.Count];

    /// <summary>Learns from the places of a right value.</summary>
    public void Learn(FieldValue value, List<TokenSpan> places, TokenizedText text)
    {
        for (var form = 0; form < ValueForms.Count; form++)
        {
            if (!ValueForms.Gives((ValueForm)form, value.Kind)) continue;
            var (isPossible, isRight) = (false, false);
            foreach (var place in places)
            {
                if (ValueForms.Apply((ValueForm)form, text.Between(place.First, place.Last)) is not { } given) continue;
                isPossible = true;
                isRight |= given == value;
            }

            if (!isPossible) continue;
            Counts[form] = (Counts[form] * Retention) + (isRight ? 1 : 0);
            Counts[form + ValueForms.Count] = (Counts[form + ValueForms.Count] * Retention) + 1;
        }
    }

    /// <summary>A piece in the form that is right most often where it is possible, of equal ones the plainest; null where the piece has no form that was ever right.</summary>
    public (ValueForm Form, FieldValue Value)? Apply(ReadOnlySpan<char> piece)
    {
        (ValueForm, FieldValue)? best = null;
        var most = 0.0;
        for (var form = 0; form < ValueForms.Count; form++)
        {
            var share = Counts[form] / (Counts[form + ValueForms.Count] + Doubt);
            if (share <= most || ValueForms.Apply((ValueForm)form, piece) is not { } value) continue;
            (best, most) = (((ValueForm)form, value), share);
        }

        return best;
    }

    /// <summary>Reads the counts.</summary>
    /// <exception cref="FormatException">They are none.</exception>
    public void Read(BinaryReader reader)
    {
        foreach (ref var count in Counts.AsSpan()) count = SnapshotFigures.Count(reader);
    }
}
