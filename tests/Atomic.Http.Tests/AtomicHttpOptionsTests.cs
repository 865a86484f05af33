namespace Atomic.Http.Tests;

public sealed class AtomicHttpOptionsTests
{
    public static TheoryData<AtomicHttpOptions, bool> Options => new()
    {
        { new(), true },
        { new() { MaxBodyBytes = 1024, DefaultWaitSeconds = 0, MaxWaitSeconds = 1, RetryAfterSeconds = 60 }, true },
        { new() { MaxBodyBytes = 1023 }, false },
        { new() { MaxBodyBytes = (16 * 1024 * 1024) + 1 }, false },
        { new() { DefaultWaitSeconds = -1 }, false },
        { new() { DefaultWaitSeconds = 31, MaxWaitSeconds = 30 }, false },
        { new() { DefaultWaitSeconds = 0, MaxWaitSeconds = 0 }, false },
        { new() { MaxWaitSeconds = 3601 }, false },
        { new() { RetryAfterSeconds = 0 }, false },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public void IsValid_Ranges_AreHeld(AtomicHttpOptions options, bool isValid) => options.IsValid().ShouldBe(isValid);
}
