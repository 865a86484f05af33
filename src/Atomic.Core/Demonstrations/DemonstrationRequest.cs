using Atomic.Core.Markets;

namespace Atomic.Core.Demonstrations;

/// <summary>For which input demonstrations are chosen, for which bidder, and within which bounds.</summary>
public sealed record DemonstrationRequest
{
    /// <summary>The input as text.</summary>
    public required string Text { get; init; }

    /// <summary>Who would be shown them.</summary>
    public required Bidder Bidder { get; init; }

    /// <summary>The most of them.</summary>
    public required int Count { get; init; }

    /// <summary>The most tokens that they may have together.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>How many tokens an example has in the prompt.</summary>
    public required Func<Demonstration, int> TokensOf { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long after its microtask was accepted an example is shown at most.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>
    /// Whether an example may be shown. Not where the bidder may not see it, nor when its microtask may be gone, nor for the very same input: its answer would be a copy, so that an
    /// error in it would be confirmed for ever, and what demonstrations are worth would be measured by what they gave away.
    /// </summary>
    /// <param name="example">The example.</param>
    public bool Admits(Demonstration example) =>
        example.IsKeptAt(Now, Longest) && example.MayBeShownTo(Bidder) && !example.Text.AsSpan().Trim().SequenceEqual(Text.AsSpan().Trim());
}
