using System.Diagnostics;
using Atomic.Providers.Tests.Fixtures;
using Atomic.Providers.Tokens;
using Microsoft.ML.Tokenizers;

namespace Atomic.Providers.Tests.Tokens;

public sealed class TokenCounterTests
{
    private const string Prose = "The order was shipped on 12 May, but I still have not received it. Could you cancel, and refund 1,499.95 EUR to my account?\n\n";

    [Theory]
    [InlineData("", 0)]
    [InlineData("hello world", 2)]
    [InlineData("antidisestablishmentarianism", 6)]
    [InlineData("2 + 2 = 4", 7)]
    [InlineData("お誕生日おめでとう", 8)]
    public void Count_KnownText_GivesTheCookbooksFigure(string text, int tokens) => TestMarket.Counter.Count(text).ShouldBe(tokens);

    [Theory]
    [InlineData(300)]
    [InlineData(1_000)]
    [InlineData(TokenCounter.ExactCharacters)]
    public void Count_ProseUpToTheBound_IsExact(int characters)
    {
        var text = Repeat(characters);
        TestMarket.Counter.Count(text).ShouldBe(TiktokenTokenizer.CreateForEncoding("o200k_base").CountTokens(text));
    }

    [Fact]
    public void Count_LongProse_IsWithinTwoPercent()
    {
        var text = Repeat(200_000);
        var exact = TiktokenTokenizer.CreateForEncoding("o200k_base").CountTokens(text);

        ((double)TestMarket.Counter.Count(text)).ShouldBe(exact, exact * 0.02);
    }

    [Fact]
    public void Count_LongTextWhoseEndIsOfAnotherKind_SeesTheEndToo()
    {
        var text = Repeat(50_000) + new string('字', 50_000);
        var exact = 50_000 / (double)Prose.Length * TestMarket.Counter.Count(Prose) + TestMarket.Counter.Count(new string('字', 8_000)) * 50_000 / 8_000;

        ((double)TestMarket.Counter.Count(text)).ShouldBe(exact, exact * 0.1);
    }

    [Fact]
    public void Count_UnbrokenRuns_StayCheap()
    {
        var random = new Random(1);
        var hostile = new string([.. Enumerable.Range(0, TokenCounter.ExactCharacters).Select(_ => (char)(0x4e00 + random.Next(8_000)))]);
        TestMarket.Counter.Load();
        var clock = Stopwatch.StartNew();

        TestMarket.Counter.Count(hostile).ShouldBeGreaterThan(TokenCounter.ExactCharacters);

        clock.ElapsedMilliseconds.ShouldBeLessThan(2_000, "whole, it takes about ten times as long as in pieces");
    }

    [Fact]
    public void Count_SurrogatesAtACut_AreKeptTogether()
    {
        var text = string.Concat(Enumerable.Repeat("a😀", 400));

        ((double)TestMarket.Counter.Count(text)).ShouldBe(TiktokenTokenizer.CreateForEncoding("o200k_base").CountTokens(text), 16);
    }

    private static string Repeat(int characters) => string.Concat(Enumerable.Repeat(Prose, (characters / Prose.Length) + 1))[..characters];
}
