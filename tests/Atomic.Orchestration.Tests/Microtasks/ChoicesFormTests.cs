using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Microtasks;

public sealed class ChoicesFormTests
{
    [Theory]
    [InlineData("""{"n":2}""", true)]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"f"}}]}""", true)]
    [InlineData("""{"functions":[{"name":"f"}]}""", true)]
    [InlineData("""{"logprobs":true}""", true)]
    [InlineData("""{"n":1,"tools":[],"functions":[],"logprobs":false,"seed":2}""", false)]
    [InlineData("""{"n":null,"tools":null,"logprobs":null}""", false)]
    [InlineData("{}", false)]
    [InlineData("7", false)]
    public void IsAskedFor_Parameters_WhereMoreThanOneTextIsAskedFor(string parameters, bool expected) =>
        ChoicesForm.IsAskedFor(Samples.Payload() with { Parameters = Samples.Json(parameters) }).ShouldBe(expected);

    [Fact]
    public void IsAskedFor_AnotherProtocol_IsFalse() => ChoicesForm.IsAskedFor(Samples.Payload()).ShouldBeFalse();
}
