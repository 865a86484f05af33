namespace Atomic.Core.Demonstrations;

/// <summary>An example with its terms.</summary>
/// <param name="example">The example.</param>
/// <param name="slot">Its number among the examples that are kept at the same time, from 0.</param>
internal sealed class DemonstrationEntry(Demonstration example, int slot)
{
    /// <summary>The example.</summary>
    public Demonstration Example => example;

    /// <summary>Its number among the examples that are kept at the same time, from 0.</summary>
    public int Slot => slot;

    /// <summary>The terms of its input.</summary>
    public DemonstrationTerms Terms { get; } = DemonstrationTerms.Of(example.Text);
}
