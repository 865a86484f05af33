using System.Diagnostics;
using Atomic.Core.Specialists;
using CsCheck;

namespace Atomic.Core.Tests.Specialists;

public sealed class TextFeaturesTests
{
    public static TheoryData<string> HostileTexts =>
    [
        "", " ", "\0", "\uD800", "\uDC00\uD800", "\uFFFF", new string('a', 1_000_000), new string(' ', 1_000_000), new string('\uD83D', 1_000_000),
        string.Concat(Enumerable.Repeat("\uD83D\uDE00", 500_000)), string.Concat(Enumerable.Range(0, 1_000_000).Select(static i => (char)(i * 7919))),
        new string('\u0301', 10_000), new string('!', 100_000), new string('\u0130', 100_000),
    ];

    [Theory]
    [InlineData("Where is my PARCEL?", "where is my parcel?")]
    [InlineData("ÄRGER mit Übergröße", "ärger mit übergröße")]
    [InlineData("a,b;c", "a b\tc")]
    [InlineData("ДОСТАВКА", "доставка")]
    public void Of_TextsThatDifferInCaseOrBorders_SameFeatures(string one, string other) => Read(one).ShouldBe(Read(other));

    [Theory]
    [InlineData("invoice", "voice")]
    [InlineData("not good", "good not")]
    [InlineData("late", "late!")]
    [InlineData("荷物が届かない", "返金してください")]
    [InlineData("😀", "😡")]
    public void Of_TextsThatDifferInMeaning_DifferentFeatures(string one, string other) => Read(one).ShouldNotBe(Read(other));

    [Fact]
    public void Of_KnownText_SameBucketsOnEveryMachine()
    {
        // Snapshots hold buckets: if this changes, so must the snapshot's format.
        int[] computedApart = [61877, 38298, 46461, 36167, 4970, 48635, 49645, 26424, 10927, 9626, 39330, 47824];
        Read("Hi you").Select(static feature => feature.Bucket).ShouldBe(computedApart);
    }

    [Fact]
    public void Of_AnyText_DistinctBucketsAndLengthOne() => Gen.String.Sample(static text =>
    {
        var features = Read(text);
        features.Select(static feature => feature.Bucket).ShouldBeUnique();
        features.ShouldAllBe(static feature => feature.Bucket >= 0 && feature.Bucket < TextFeatures.Buckets && feature.Weight > 0 && feature.Weight <= 1);
        if (features.Count > 0) features.Sum(static feature => feature.Weight * (double)feature.Weight).ShouldBe(1, 1e-4);
    });

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Of_HostileText_BoundedInSizeAndTime(string text)
    {
        var started = Stopwatch.GetTimestamp();
        Read(text).Count.ShouldBeLessThanOrEqualTo(TextFeatures.MaxDistinct);
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Of_TextBeyondTheMostCharacters_RestIgnored()
    {
        var text = string.Concat(Enumerable.Range(0, TextFeatures.MaxCharacters).Select(static i => i % 6 == 5 ? ' ' : (char)('a' + (i * 31 % 26))));
        Read(text + " and more that is never looked at").ShouldBe(Read(text));
    }

    [Fact]
    public void Of_WarmPool_AllocatesNothing()
    {
        // Tests that run beside this one may empty the pool meanwhile, so the best of many runs counts.
        var least = Enumerable.Range(0, 200).Min(static _ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            FeatureVector.Of("the parcel has not arrived and the courier does not answer").Dispose();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        least.ShouldBe(0);
    }

    private static List<(int Bucket, float Weight)> Read(string text)
    {
        using var features = FeatureVector.Of(text);
        return [.. features.Buckets.ToArray().Zip(features.Weights.ToArray())];
    }
}
