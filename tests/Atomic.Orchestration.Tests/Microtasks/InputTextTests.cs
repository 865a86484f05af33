using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Microtasks;

public sealed class InputTextTests
{
    [Theory]
    [InlineData("\"a text\"", "a text")]
    [InlineData("""{"subject":"x"}""", """{"subject":"x"}""")]
    [InlineData("""[{"role":"user","content":"first"},{"role":"assistant","content":"no"},{"role":"user","content":"last"}]""", "last")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":"one"},{"type":"image_url","image_url":{"url":"data:"}},{"type":"text","text":"two"}]}]""", "one\ntwo")]
    [InlineData("""[{"role":"user","content":"words"},{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:"}}]}]""", "words")]
    public void Of_EachFormOfInput_IsWhatTheUserSaid(string input, string text) => InputText.Of(Samples.Json(input)).ShouldBe(text);

    [Fact]
    public void Of_NobodySaidAnything_IsTheJson() => InputText.Of(Samples.Json("""[{"role":"system","content":"x"}]""")).ShouldBe("""[{"role":"system","content":"x"}]""");
}
