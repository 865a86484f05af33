using Atomic.Core.Embeddings;

namespace Atomic.Core.Demonstrations;

/// <summary>
/// How near examples are to an input by what they mean: the cosine of what differs in them from the others, as embeddings of any two texts are much alike (see <see cref="VectorCentre"/>).
/// Only examples whose vector can be compared with the input's are measured.
/// </summary>
internal sealed class DemonstrationMeanings
{
    private readonly InputVector _input;
    private readonly VectorCentre _centre;
    private readonly double[] _differing;

    private DemonstrationMeanings(InputVector input, IEnumerable<DemonstrationEntry> candidates)
    {
        (_input, _centre) = (input, new VectorCentre(input.Figures.Length));
        foreach (var candidate in candidates)
        {
            if (VectorOf(candidate.Example) is { } vector) _centre.Add(vector);
        }

        _differing = _centre.Differing(input);
    }

    /// <summary>The embedding model.</summary>
    public string Model => _input.Model;

    /// <summary>The meanings of examples as an input sees them; null where it has no vector, or none of them one that can be compared.</summary>
    /// <param name="input">The input's vector; null where it has none.</param>
    /// <param name="candidates">The examples.</param>
    public static DemonstrationMeanings? Of(InputVector? input, IReadOnlyList<DemonstrationEntry> candidates) =>
        input is not null && candidates.Any(candidate => candidate.Example.Vector?.IsComparableTo(input) == true) ? new DemonstrationMeanings(input, candidates) : null;

    /// <summary>How near an example is to the input, 0 to 1: 0 where it means something unlike it. Null where that is not known.</summary>
    /// <param name="example">One of the examples.</param>
    public double? NearnessOf(Demonstration example) => VectorOf(example) is { } vector ? Math.Clamp(_centre.CosineOf(_differing, vector), 0, 1) : null;

    /// <summary>How an example differs from the others, of length one.</summary>
    /// <param name="example">One of the examples, whose nearness is known.</param>
    public double[] DifferingOf(Demonstration example) => _centre.Differing(example.Vector!);

    /// <summary>How alike two examples are, 0 to 1.</summary>
    /// <param name="one">How one differs from the others.</param>
    /// <param name="other">How the other does.</param>
    public static double LikenessOf(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++) sum += one[i] * other[i];
        return Math.Clamp(sum, 0, 1);
    }

    private InputVector? VectorOf(Demonstration example) => example.Vector is { } vector && vector.IsComparableTo(_input) ? vector : null;
}
