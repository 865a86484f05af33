using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Fixtures;

/// <summary>Waits for conditions, with a bound.</summary>
public static class Conditions
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    public static Task UntilAsync(Func<bool> condition) => AdvanceUntilAsync(null, TimeSpan.Zero, condition);

    public static async Task AdvanceUntilAsync(FakeTimeProvider? time, TimeSpan step, Func<bool> condition)
    {
        using var bound = new CancellationTokenSource(Bound);
        while (!condition())
        {
            bound.Token.ThrowIfCancellationRequested();
            time?.Advance(step);
            await Task.Yield();
        }
    }
}
