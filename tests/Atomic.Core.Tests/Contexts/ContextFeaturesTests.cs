using Atomic.Core.Contexts;

namespace Atomic.Core.Tests.Contexts;

/// <summary>What bids see of a text, told by which other texts it resembles.</summary>
public sealed class ContextFeaturesTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    public void Of_NothingToRead_ResemblesNothing(string text) => Resemblance(text, text).ShouldBe(0);

    [Theory]
    [InlineData("\ud800")]
    [InlineData("\udc00 word \ud83d")]
    [InlineData("👩‍🔬🧪")]
    [InlineData("\0\u0001\uffff\ufffe")]
    public void Of_OddText_ResemblesItself(string text) => Resemblance(text, text).ShouldBe(1, 0.001);

    [Theory]
    [InlineData("Übersetze den Vertrag", "den Vertrag übersetze")]
    [InlineData("Переведи договор", "ДОГОВОР переведи")]
    [InlineData("ترجم هذا العقد", "هذا العقد طويل")]
    [InlineData("해당 계약을 번역하세요", "이 계약을 읽으세요")]
    [InlineData("請翻譯這份合同給我的客戶", "我們的合同在哪裡")]
    [InlineData("この契約書を翻訳してください", "契約書はどこですか")]
    [InlineData("แปลสัญญานี้ให้ลูกค้า", "สัญญาอยู่ที่ไหน")]
    [InlineData("अनुबंध का अनुवाद करें", "यह अनुबंध पढ़ें")]
    public void Of_OtherScripts_SharedWordsResemble(string one, string other) => Resemblance(one, other).ShouldBeInRange(0.001, 0.999);

    [Fact]
    public void Of_DevanagariVowelSigns_BelongToTheirWord() =>
        // Taken apart at its signs the word would be the same letters.
        Resemblance("कि", "की").ShouldBe(0);

    [Fact]
    public void Of_TenMegabytes_IsThatOfItsBeginning()
    {
        var beginning = string.Concat(Enumerable.Repeat("forty more words of prose ", 400))[..ContextText.MaxCharacters];
        var model = new ContextModel();
        ToyInputs.Teach(model, beginning, new ContextOutcome("a", 1));

        var (whole, cut) = (model.Read(ContextFeatures.Of(beginning + new string('z', 10_000_000))), model.Read(ContextFeatures.Of(beginning)));

        whole.Resemblance.ShouldBe(cut.Resemblance);
        model.ShiftOf(whole, "a").ShouldBe(model.ShiftOf(cut, "a"));
    }

    [Fact]
    public void Of_EveryWordAnother_IsBounded()
    {
        var random = new Random(1);
        var text = string.Join(' ', Enumerable.Range(0, 2_000).Select(_ => (char)random.Next(0x400, 0x4ff)));
        var model = new ContextModel();

        for (var i = 0; i < 20; i++) ToyInputs.Teach(model, text, new ContextOutcome("a", i % 2));

        double.IsFinite(ToyInputs.ShiftOf(model, text)).ShouldBeTrue();
        ContextSnapshot.TryRead(ContextSnapshot.Write(model), out _, out var defect).ShouldBeTrue(defect);
    }

    [Fact]
    public void ShiftOf_ShapeAlone_Tells()
    {
        var model = new ContextModel();
        for (var i = 0; i < 200; i++)
        {
            // Every word is new; only the length differs.
            var isLong = i % 2 == 0;
            ToyInputs.Teach(model, string.Join(' ', Enumerable.Range(0, isLong ? 60 : 5).Select(_ => Fresh())), new ContextOutcome("a", isLong ? 1 : 0));
        }

        ToyInputs.ShiftOf(model, string.Join(' ', Enumerable.Range(0, 60).Select(_ => Fresh()))).ShouldBeGreaterThan(0.5);
        ToyInputs.ShiftOf(model, string.Join(' ', Enumerable.Range(0, 5).Select(_ => Fresh()))).ShouldBeLessThan(-0.5);
    }

    private static readonly Random s_fresh = new(11);

    private static string Fresh() => string.Create(6, s_fresh, static (letters, random) =>
    {
        for (var i = 0; i < letters.Length; i++) letters[i] = (char)('a' + random.Next(26));
    });

    private static double Resemblance(string one, string other)
    {
        var model = new ContextModel();
        ToyInputs.Teach(model, one, new ContextOutcome("a", 1));
        return model.Read(ContextFeatures.Of(other)).Resemblance;
    }
}
