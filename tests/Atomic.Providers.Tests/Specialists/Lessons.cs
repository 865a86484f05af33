using Atomic.Core.Contexts;
using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Tests.Specialists;

/// <summary>Made-up examples of three labels, each with words of its own.</summary>
internal static class Lessons
{
    private static readonly string[] s_shared = ["please", "could", "you", "help", "me", "with", "this", "today", "thanks", "hello", "the", "order"];

    private static readonly string[][] s_own =
    [
        ["invoice", "refund", "charged", "payment", "amount"],
        ["parcel", "courier", "tracking", "delivery", "address"],
        ["crash", "screen", "error", "battery", "restart"],
    ];

    public static string[] Labels { get; } = ["billing", "shipping", "technical"];

    /// <summary>A bidder that is right about bills alone.</summary>
    public const string BillingExpert = "billing-expert";

    /// <summary>A bidder that is right as often about anything.</summary>
    public const string Steady = "steady";

    public static IReadOnlyList<VerifiedExample> Take(int count, int seed = 1, string kind = "mail", bool shuffled = false)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var label = random.Next(3);
            var words = Enumerable.Range(0, 8).Select(_ => Pick(s_shared)).Append(Pick(s_own[label])).Append(Pick(s_own[label])).ToArray();
            random.Shuffle(words);
            return new VerifiedExample($"{kind}-{seed}-{i}", kind, string.Join(' ', words), Labels[shuffled ? random.Next(3) : label])
            {
                Outcomes = [new ContextOutcome(BillingExpert, label == 0 ? 1 : 0), new ContextOutcome(Steady, i % 3 == 0 ? 0 : 1)],
            };
        })];

        string Pick(string[] words) => words[random.Next(words.Length)];
    }
}
