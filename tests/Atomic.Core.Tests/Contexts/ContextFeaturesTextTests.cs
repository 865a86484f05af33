using Atomic.Core.Contexts;
using CsCheck;

namespace Atomic.Core.Tests.Contexts;

public sealed class ContextFeaturesTextTests
{
    [Fact]
    public void Read_AnyText_WritesTheSame() =>
        ToyHistory.AnyText.Sample(static text =>
        {
            var written = ContextFeaturesText.Write(ContextFeatures.Of(text));
            ContextFeaturesText.Write(ContextFeaturesText.Read(written).ShouldNotBeNull()).ShouldBe(written);
        }, iter: 500);

    [Fact]
    public void Read_Nonsense_NullOrFeaturesThatCanBeRead() =>
        Gen.OneOf(Gen.String, Gen.Byte.Array[0, 200].Select(static bytes => Convert.ToBase64String(bytes)), Gen.Byte.Array[0, 200].Select(static bytes => Convert.ToBase64String([1, .. bytes])))
            .Sample(static text =>
            {
                if (ContextFeaturesText.Read(text) is { } features) double.IsFinite(new ContextModel().Read(features).Resemblance).ShouldBeTrue();
            }, iter: 1_000);

    [Theory]
    [InlineData("")]
    [InlineData("no Base64")]
    [InlineData("AQID")]
    public void Read_CutOrNoSuchText_Null(string text) => ContextFeaturesText.Read(text).ShouldBeNull();

    [Fact]
    public void Read_AnotherFormat_Null()
    {
        var bytes = Convert.FromBase64String(ContextFeaturesText.Write(ContextFeatures.Of("a text")));
        bytes[0] = 2;
        ContextFeaturesText.Read(Convert.ToBase64String(bytes)).ShouldBeNull();
    }
}
