namespace Atomic.Core.Extraction;

/// <summary>What is learned of a field's places beside the features of tokens: how long they are, how often there is none, and whether they run over line breaks.</summary>
internal sealed class SpanWeights
{
    /// <summary>By number of tokens less one; then what is known of there being no place.</summary>
    public float[] Weights { get; } = new float[SpanFinder.MaxTokens + 1];

    /// <summary>The sums of their squared slopes.</summary>
    public float[] Squares { get; } = new float[SpanFinder.MaxTokens + 1];

    /// <summary>Whether a place was seen that runs over a line break; until then none is looked for.</summary>
    public bool SpansLines { get; set; }

    /// <summary>The score of there being no place.</summary>
    public float Absent => Weights[SpanFinder.MaxTokens];

    /// <summary>Moves a weight against a slope.</summary>
    public void Move(int weight, float slope) => Weights[weight] -= SpanTable.Step(ref Squares[weight], slope);
}
