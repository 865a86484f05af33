using System.Runtime.InteropServices;
using Atomic.Core.Bids;

namespace Atomic.Core.Specialists;

/// <summary>What a specialist that is admitted may claim.</summary>
/// <param name="Success">The probability that this answer is right, with its two-sided 90% interval.</param>
/// <param name="Precision">How often its answers are right, if it answers whatever it believes in as much.</param>
/// <param name="Outcomes">How many outcomes that rests on.</param>
/// <param name="AuditShare">The share, 0 to 1, of what it would win that somebody else is to be asked.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpecialistOffer(Estimate Success, Estimate Precision, double Outcomes, double AuditShare);
