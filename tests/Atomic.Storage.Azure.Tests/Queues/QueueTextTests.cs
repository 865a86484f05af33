using Atomic.Orchestration.Queues;
using Atomic.Storage.Azure.Queues;
using CsCheck;

namespace Atomic.Storage.Azure.Tests.Queues;

public sealed class QueueTextTests
{
    [Fact]
    public void Decode_OfAnEncodedText_IsTheText() => Gen.String[Gen.Char['\0', '\uD7FF']].Sample(static text =>
        QueueText.Decode(QueueText.Encode(text, QueueEncoding.Base64), QueueEncoding.Base64).ShouldBe(text));

    [Fact]
    public void Decode_AnyBody_IsSomeText() => Gen.String.Sample(static body =>
    {
        QueueText.Decode(body, QueueEncoding.Base64).ShouldNotBeNull();
        QueueText.Decode(body, QueueEncoding.None).ShouldBe(body);
    });

    [Theory]
    [InlineData("""{"kind":"a","input":"b"}""")]
    [InlineData("not base64!")]
    [InlineData("/w==")]
    public void Decode_BodyThatIsNoBase64OfText_IsTheBody(string body) => QueueText.Decode(body, QueueEncoding.Base64).ShouldBe(body);

    [Fact]
    public void Encode_PlainJsonWithCharactersThatXmlHasNot_MeansTheSame() =>
        QueueText.Encode("\"\uFFFE\uFFFF\"", QueueEncoding.None).ShouldBe("\"\\uFFFE\\uFFFF\"");
}
