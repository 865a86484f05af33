using System.Runtime.InteropServices;

namespace Atomic.Core.WhatIf;

/// <summary>A mean with its 95% confidence interval, in the unit of what is measured.</summary>
/// <param name="Mean">The estimate.</param>
/// <param name="Low">The lower end; null where one microtask alone is no base for one.</param>
/// <param name="High">The upper end; null where there is no lower one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ConfidenceInterval(double Mean, double? Low = null, double? High = null)
{
    /// <summary>The same, cut to what the measure can be: an estimate may lie beyond it by chance.</summary>
    /// <param name="least">The least that it can be.</param>
    /// <param name="most">The most that it can be.</param>
    public ConfidenceInterval Within(double least, double most) =>
        new(Math.Clamp(Mean, least, most), Low is { } low ? Math.Clamp(low, least, most) : null, High is { } high ? Math.Clamp(high, least, most) : null);
}
