using Atomic.Orchestration.Submissions;

namespace Atomic.Orchestration.Tests.Submissions;

public sealed class IdempotencyKeyTests
{
    public static TheoryData<string?, bool> Texts => new()
    {
        { "a", true },
        { "!~8e03978e-40d5-43dd-bc93-6894a57f9324", true },
        { new string('k', 255), true },
        { new string('k', 256), false },
        { null, false },
        { "", false },
        { "a b", false },
        { "a\tb", false },
        { "é", false },
        { "\u007f", false },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void TryParse_Text_TakesVisibleAsciiOnly(string? text, bool isKey)
    {
        IdempotencyKey.TryParse(text, out var key).ShouldBe(isKey);
        key?.Value.ShouldBe(text);
    }
}
