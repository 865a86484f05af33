using System.Text.Json;
using Atomic.Core.Plans;

namespace Atomic.Core.Tests.Plans;

public sealed class AnswerComparerTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,null]}""", """{ "b":[true,null], "a":1.0 }""", true)]
    [InlineData("1e2", "100", true)]
    [InlineData("\"\\u0061\"", "\"a\"", true)]
    [InlineData("\"A\"", "\"a\"", false)]
    [InlineData("1", "\"1\"", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("1e9999999999", "1e9999999999", true)]
    [InlineData("1e9999999999", "1e99999999999", false)]
    [InlineData("\"\\ud800\"", "\"\\ud800\"", true)]
    [InlineData("{\"\\ud800\":1}", "{\"\\ud801\":1}", false)]
    public void HashOf_Typed_IsEqualWhereTheValuesAre(string left, string right, bool equal) => Equal(left, right, true, TextAgreement.None).ShouldBe(equal);

    [Theory]
    [InlineData(" Paris. ", "paris", true)]
    [InlineData("“Paris”", "Paris!", true)]
    [InlineData("New\n York", "new york", true)]
    [InlineData("ＹＥＳ", "yes", true)]
    [InlineData("ΣΟΦΟΣ", "σοφος", true)]
    [InlineData("**B**", "b", true)]
    [InlineData("it’s", "it's", true)]
    [InlineData("?!", "?!", true)]
    [InlineData("?!", "", false)]
    [InlineData("-5", "5", false)]
    [InlineData("1.5", "15", false)]
    [InlineData("yes", "no", false)]
    public void HashOf_NormalizedText_IsEqualWhereOnlyItsDressDiffers(string left, string right, bool equal) =>
        Equal(Json(left), Json(right), false, TextAgreement.Normalized).ShouldBe(equal);

    [Fact]
    public void HashOf_ExactText_IsEqualCharacterByCharacter()
    {
        Equal(Json("yes"), Json("yes"), false, TextAgreement.Exact).ShouldBeTrue();
        Equal(Json("yes"), Json("Yes"), false, TextAgreement.Exact).ShouldBeFalse();
    }

    [Fact]
    public void HashOf_TextThatNeverAgrees_IsNone() =>
        AnswerComparer.HashOf(JsonElement.Parse(Json("yes")), isTyped: false, TextAgreement.None).ShouldBeNull();

    [Fact]
    public void HashOf_HalfASurrogateInText_IsAHash() =>
        AnswerComparer.HashOf(JsonElement.Parse("\"\\ud800\""), isTyped: false, TextAgreement.Normalized).ShouldNotBeNull();

    private static string Json(string text) => JsonSerializer.Serialize(text);

    private static bool Equal(string left, string right, bool isTyped, TextAgreement agreement) =>
        AnswerComparer.HashOf(JsonElement.Parse(left), isTyped, agreement).ShouldNotBeNull()
        == AnswerComparer.HashOf(JsonElement.Parse(right), isTyped, agreement).ShouldNotBeNull();
}
