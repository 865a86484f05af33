using System.Runtime.InteropServices;
using Atomic.Core.Plans;

namespace Atomic.Core.Composites;

/// <summary>A composite plan that may bid, by its members' places.</summary>
/// <param name="Form">Agree, vote or hedge.</param>
/// <param name="First">An agreement's first, a vote's next, a hedge's first.</param>
/// <param name="Second">An agreement's second, a vote's lightest, a hedge's second.</param>
/// <param name="Third">An agreement's third, a vote's heaviest; −1 for a hedge.</param>
/// <param name="Figures">Its figures.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlanSketch(PlanForm Form, int First, int Second, int Third, PlanFigures Figures);
