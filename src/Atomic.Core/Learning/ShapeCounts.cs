namespace Atomic.Core.Learning;

/// <summary>What is known of one bidder's answers under schemas of one shape.</summary>
/// <param name="Shape">The shape, see <see cref="Schemas.SchemaShape"/>.</param>
/// <param name="Valid">Answers that met their schema, repaired ones too (good), and answers that did not (bad).</param>
/// <param name="AtVersion">The version of the kind's record at which it was learned last.</param>
public sealed record ShapeCounts(string Shape, DecayedCounts Valid, long AtVersion);
