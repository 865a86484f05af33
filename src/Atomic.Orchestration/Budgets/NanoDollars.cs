namespace Atomic.Orchestration.Budgets;

/// <summary>
/// Amounts as whole nano-dollars, so that sums are exact and do not depend on their order. An amount counts to 15 significant digits, which is
/// what a price is written with; above nine billion dollars it counts as nine billion.
/// </summary>
public static class NanoDollars
{
    private const double LargestUsd = 9e9;
    private const decimal PerUsd = 1e9m;

    /// <summary>The amount, rounded up: what is taken from a budget.</summary>
    /// <param name="usd">USD.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or no finite number.</exception>
    public static long Up(double usd)
    {
        Require(usd);
        var nano = (long)decimal.Ceiling((decimal)Math.Min(usd, LargestUsd) * PerUsd);
        return usd > 0 ? Math.Max(nano, 1) : 0;
    }

    /// <summary>The amount, rounded down: what a budget has.</summary>
    /// <param name="usd">USD.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative or no finite number.</exception>
    public static long Down(double usd)
    {
        Require(usd);
        return (long)decimal.Floor((decimal)Math.Min(usd, LargestUsd) * PerUsd);
    }

    /// <summary>In USD.</summary>
    /// <param name="nano">Nano-dollars.</param>
    public static double ToUsd(Int128 nano) => (double)((decimal)nano / PerUsd);

    private static void Require(double usd)
    {
        if (!double.IsFinite(usd) || usd < 0)
            throw new ArgumentOutOfRangeException(nameof(usd), usd, "An amount in USD is a finite number that is not negative.");
    }
}
