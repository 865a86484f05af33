using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Atomic.Cli.Tests.Demo;

public sealed class DemoTextsTests
{
    private const string Emails = "email-routing";
    private const string Reviews = "review-sentiment";

    private static readonly string[] Teams =
        ["account", "billing", "complaints", "press-and-partners", "returns", "sales", "shipping", "technical-support"];

    private static readonly string[] Sentiments = ["mixed", "negative", "positive"];

    [Theory]
    [InlineData(Emails, 320)]
    [InlineData(Reviews, 160)]
    public void Texts_Counted_AreEnoughForADemo(string kind, int minimum) =>
        Read(kind).Count.ShouldBeGreaterThanOrEqualTo(minimum);

    [Theory]
    [InlineData(Emails, "email")]
    [InlineData(Reviews, "review")]
    public void Texts_Read_AreOrderedByUniqueIdAndOfOneKind(string kind, string prefix)
    {
        IReadOnlyList<DemoText> texts = Read(kind);

        texts.Select(text => text.Id).ShouldBe(Enumerable.Range(1, texts.Count).Select(number => $"{prefix}-{number:000}"));
        texts.ShouldAllBe(text => text.Kind == kind);
    }

    [Fact]
    public void Emails_Grouped_HaveExactlyTheEightTeamsEachWithEnoughTexts()
    {
        Dictionary<string, int> counts = CountByLabel(Read(Emails));

        counts.Keys.Order(StringComparer.Ordinal).ShouldBe(Teams);
        counts.Values.Min().ShouldBeGreaterThanOrEqualTo(25);
        counts.Values.Max().ShouldBeLessThan(2 * counts.Values.Min(), "roughly balanced");
    }

    [Fact]
    public void Reviews_Grouped_HaveExactlyTheThreeSentimentsInTheirShares()
    {
        IReadOnlyList<DemoText> texts = Read(Reviews);
        Dictionary<string, int> counts = CountByLabel(texts);

        counts.Keys.Order(StringComparer.Ordinal).ShouldBe(Sentiments);
        ((double)counts["positive"] / texts.Count).ShouldBe(0.40, 0.05);
        ((double)counts["negative"] / texts.Count).ShouldBe(0.35, 0.05);
        ((double)counts["mixed"] / texts.Count).ShouldBe(0.25, 0.05);
    }

    [Theory]
    [InlineData(Emails)]
    [InlineData(Reviews)]
    public void Labels_InFileOrder_AreShuffled(string kind)
    {
        IReadOnlyList<DemoText> texts = Read(kind);

        Enumerable.Range(0, texts.Count - 3)
            .Where(start => texts.Skip(start).Take(4).DistinctBy(text => text.Label).Count() == 1)
            .ShouldBeEmpty("four of a kind in a row would look grouped");
    }

    [Theory]
    [InlineData(Emails, 15, 90)]
    [InlineData(Reviews, 10, 60)]
    public void Texts_InWords_AreWithinTheirRange(string kind, int minimum, int maximum) =>
        Read(kind)
            .Select(text => (text.Id, Words: text.Input.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length))
            .Where(text => text.Words < minimum || text.Words > maximum)
            .ShouldBeEmpty();

    [Fact]
    public void Emails_Read_StartWithASubjectAndABlankLine()
    {
        foreach (DemoText text in Read(Emails))
        {
            string[] parts = text.Input.Split("\n\n", 2);
            parts.Length.ShouldBe(2, text.Id);
            parts[0].ShouldStartWith("Subject: ");
            parts[0].ShouldNotContain("\n");
            parts[1].Trim().ShouldNotBeEmpty(text.Id);
        }
    }

    [Theory]
    [InlineData(Emails, "\n")]
    [InlineData(Reviews, "")]
    public void Texts_Read_HaveNoOtherControlCharacters(string kind, string allowed) =>
        Read(kind)
            .Where(text => text.Input.Any(letter => char.IsControl(letter) && !allowed.Contains(letter)))
            .Select(text => text.Id)
            .ShouldBeEmpty();

    [Theory]
    [InlineData(Emails)]
    [InlineData(Reviews)]
    public void File_Read_IsUtf8WithoutMarkAndEndsEachLineWithLf(string kind)
    {
        byte[] bytes = ReadBytes(kind);

        bytes[0].ShouldBe((byte)'{');
        bytes[^1].ShouldBe((byte)'\n');
        bytes.ShouldNotContain((byte)'\r');
        Should.NotThrow(() => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetCharCount(bytes));
    }

    [Fact]
    public void Texts_ComparedPairwise_AreNeitherEqualNorNearDuplicates()
    {
        DemoText[] texts = [.. Read(Emails), .. Read(Reviews)];
        HashSet<string>[] grams = [.. texts.Select(text => ThreeGrams(text.Input))];

        texts.Select(text => text.Input).ShouldBeUnique();
        for (int first = 0; first < texts.Length; first++)
            for (int second = first + 1; second < texts.Length; second++)
                Jaccard(grams[first], grams[second]).ShouldBeLessThan(0.5, $"{texts[first].Id} and {texts[second].Id}");
    }

    // Below: a specialist could learn nothing from them. Above: no large model would ever be worth its price.
    [Fact]
    public void Emails_ClassifiedByBagOfWordsInFiveFolds_AreLearnableAndNotTrivial()
    {
        IReadOnlyList<DemoText> texts = Read(Emails);

        int right = 0;
        for (int fold = 0; fold < 5; fold++)
        {
            NaiveBayes classifier = new(
                texts.Where((_, index) => index % 5 != fold).Select(text => (Words(text.Input), text.Label)));
            right += texts.Where((_, index) => index % 5 == fold).Count(text => classifier.Classify(Words(text.Input)) == text.Label);
        }

        double accuracy = (double)right / texts.Count;
        accuracy.ShouldBeGreaterThan(0.5, "chance is about one in eight");
        accuracy.ShouldBeLessThan(0.98);
    }

    private static Dictionary<string, int> CountByLabel(IEnumerable<DemoText> texts) =>
        texts.CountBy(text => text.Label).ToDictionary();

    private static HashSet<string> ThreeGrams(string input)
    {
        string[] words = [.. Words(input)];
        return [.. Enumerable.Range(0, Math.Max(0, words.Length - 2)).Select(start => string.Join(' ', words[start..(start + 3)]))];
    }

    private static double Jaccard(HashSet<string> first, HashSet<string> second)
    {
        int common = first.Count(second.Contains);
        int all = first.Count + second.Count - common;
        return all == 0 ? 0 : (double)common / all;
    }

    private static IEnumerable<string> Words(string input) =>
        string.Concat(input.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLower(letter, CultureInfo.InvariantCulture) : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static List<DemoText> Read(string kind) =>
        [.. Encoding.UTF8.GetString(ReadBytes(kind))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<DemoText>(line, LineFormat).ShouldNotBeNull())];

    private static byte[] ReadBytes(string kind)
    {
        using Stream stream = Assembly.Load("atomic").GetManifestResourceStream($"Atomic.Cli.Demo.Data.{kind}.jsonl").ShouldNotBeNull();
        using MemoryStream copy = new();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static readonly JsonSerializerOptions LineFormat = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    private sealed record DemoText(string Id, string Kind, string Input, string Label);
}
