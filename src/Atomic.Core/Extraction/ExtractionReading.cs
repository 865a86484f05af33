using Atomic.Core.Specialists;

namespace Atomic.Core.Extraction;

/// <summary>What an extraction specialist makes of a text.</summary>
/// <param name="Assessment">The answer as a whole, with all that a decision to bid rests on.</param>
/// <param name="Fields">Its fields, in the order in which they were asked for.</param>
public sealed record ExtractionReading(Assessment Assessment, IReadOnlyList<FieldGuess> Fields);
