namespace Atomic.Core.Demonstrations;

/// <summary>An example that is shown, and how records name it.</summary>
/// <param name="Example">The example.</param>
/// <param name="Shown">How records name it.</param>
public sealed record ChosenDemonstration(Demonstration Example, ShownDemonstration Shown);
