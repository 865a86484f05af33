using Atomic.Core.Demonstrations;
using Atomic.Core.Markets;
using CsCheck;

namespace Atomic.Core.Tests.Demonstrations;

/// <summary>Examples, pools and requests for examples and properties.</summary>
internal static class DemonstrationCases
{
    public static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Words = ["parcel", "invoice", "refund", "late", "broken", "login", "where", "my", "is", "the"];

    public static readonly Bidder Bidder = new()
    {
        Id = "small:shown", Model = "m", Source = BidderSource.OpenAiCompatible, Region = "eu", Tags = ["audited"], Price = TokenPrice.Free, Prompt = new PromptVariant { Of = "small", Name = "shown" },
    };

    private static readonly Gen<string> Text = Gen.Int[0, Words.Length - 1].Array[1, 12].Select(static words => string.Join(' ', words.Select(static word => Words[word])));

    private static readonly Gen<Demonstration> Example = Gen.Select(
        Text, Gen.Int[0, 4], Gen.Int[0, 60], Gen.Int[0, 5], Gen.Int[0, 40],
        static (text, label, microtask, rule, days) => Ruled(Of($"mt-{microtask}", text, label == 4 ? null : $"label-{label}", days), rule));

    public static readonly Gen<(DemonstrationPool Pool, DemonstrationRequest Request)> Any = Gen.Select(Example.Array[0, 300], Text, Gen.Int[1, 8], Gen.Int[0, 60], static (examples, text, count, tokens) =>
        (Pool(examples), Request(text, count) with { MaxTokens = tokens }));

    public static Demonstration Of(string microtask, string text, string? label = "label", double daysAgo = 1, string? answer = null) =>
        new(text, label, new DemonstrationSource { MicrotaskId = microtask, Answer = answer ?? label ?? "an answer", AcceptedAt = Now.AddDays(-daysAgo) });

    public static Demonstration AsTyped(this Demonstration example) => example with { Source = example.Source with { IsTyped = true } };

    public static DemonstrationPool Pool(params IEnumerable<Demonstration> examples)
    {
        var pool = new DemonstrationPool();
        foreach (var example in examples) pool.Add(example);
        return pool;
    }

    public static DemonstrationRequest Request(string text, int count = 4) => new()
    {
        Text = text,
        Bidder = Bidder,
        Count = count,
        MaxTokens = 10_000,
        TokensOf = static example => example.Text.Split(' ').Length + 1,
        Now = Now,
        Longest = TimeSpan.FromDays(30),
    };

    private static Demonstration Ruled(Demonstration example, int rule) => example with
    {
        Source = rule switch
        {
            0 => example.Source with { Regions = ["us"] },
            1 => example.Source with { Deny = ["small"] },
            2 => example.Source with { RequireTags = ["audited"], Allow = ["small:shown"] },
            3 => example.Source with { Allow = ["small"] },
            _ => example.Source,
        },
    };
}
