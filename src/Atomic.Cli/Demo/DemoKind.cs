namespace Atomic.Cli.Demo;

/// <summary>The two kinds of microtasks in the demo.</summary>
internal static class DemoKind
{
    /// <summary>Which team takes the next step with an e-mail.</summary>
    public const string EmailRouting = "email-routing";

    /// <summary>Whether a review is positive, negative or mixed.</summary>
    public const string ReviewSentiment = "review-sentiment";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [EmailRouting, ReviewSentiment];

    /// <summary>What the models are told to do.</summary>
    /// <param name="kind">The kind.</param>
    public static string Instructions(string kind) => kind == EmailRouting
        ? "Which team takes the next step with this e-mail? Answer with one of: account, billing, complaints, press-and-partners, returns, sales, shipping, technical-support."
        : "What does the writer of this review think of the product on the whole? Answer with one of: positive, negative, mixed.";
}
