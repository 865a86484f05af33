namespace Atomic.Core.Demonstrations;

/// <summary>An example with its terms.</summary>
/// <param name="example">The example.</param>
internal sealed class DemonstrationEntry(Demonstration example)
{
    /// <summary>The example.</summary>
    public Demonstration Example => example;

    /// <summary>The terms of its input.</summary>
    public DemonstrationTerms Terms { get; } = DemonstrationTerms.Of(example.Text);
}
