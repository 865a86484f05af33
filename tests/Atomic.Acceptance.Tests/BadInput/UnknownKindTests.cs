using Atomic.Acceptance.Tests.Hosting;

namespace Atomic.Acceptance.Tests.BadInput;

public sealed class UnknownKindTests(AcceptanceHost host) : MarketTest(host)
{
    [Fact]
    public async Task Submit_UnknownKind_IsAProblemThatNamesThoseThereAre()
    {
        var answer = (await House.SubmitAsync(Request.Of("nobody-does-this", "x"))).ShouldBeProblem(422, "unknown-kind");

        answer["detail"].ShouldContain("nobody-does-this");
        answer["detail"].ShouldContain("allowed");
    }
}
