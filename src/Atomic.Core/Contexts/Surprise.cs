using System.Runtime.InteropServices;

namespace Atomic.Core.Contexts;

/// <summary>How far an outcome was from what had been expected.</summary>
/// <param name="Head">The bidder's number.</param>
/// <param name="Residual">The score less the expected one, −1 to 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Surprise(int Head, float Residual);
