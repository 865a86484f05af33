using System.Diagnostics;

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>Waits for conditions, with a bound. The bound is generous: it is met by defects only, and never on the way of a passing test.</summary>
internal static class Eventually
{
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks again and again until there is an answer.</summary>
    /// <param name="ask">Gives null while the condition does not hold.</param>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="bound">How long; <see cref="Bound"/> where it is null.</param>
    public static async Task<T> GetAsync<T>(Func<Task<T?>> ask, string what, TimeSpan? bound = null)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (await ask() is { } answer)
                return answer;
            clock.Elapsed.ShouldBeLessThan(bound ?? Bound, $"waited in vain until {what}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits until the condition holds.</summary>
    public static Task HoldsAsync(Func<bool> condition, string what) =>
        GetAsync(() => Task.FromResult(condition() ? "yes" : null), what);
}
