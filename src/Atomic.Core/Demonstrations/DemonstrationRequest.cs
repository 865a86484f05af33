using System.Text.Json;
using Atomic.Core.Embeddings;
using Atomic.Core.Markets;
using Atomic.Core.Schemas;

namespace Atomic.Core.Demonstrations;

/// <summary>For which input demonstrations are chosen, for which bidder, and within which bounds.</summary>
public sealed record DemonstrationRequest
{
    /// <summary>The input as text.</summary>
    public required string Text { get; init; }

    /// <summary>What the input means, as an embedding model says; null where that is not known, and then words alone tell what is relevant.</summary>
    public InputVector? Vector { get; init; }

    /// <summary>Who would be shown them.</summary>
    public required Bidder Bidder { get; init; }

    /// <summary>The most of them.</summary>
    public required int Count { get; init; }

    /// <summary>The most tokens that they may have together.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>How many tokens an example has in the prompt.</summary>
    public required Func<Demonstration, int> TokensOf { get; init; }

    /// <summary>The output schema that the answer will be held to; null: free text.</summary>
    public OutputSchema? Schema { get; init; }

    /// <summary>Now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How long after its microtask was accepted an example is shown at most.</summary>
    public required TimeSpan Longest { get; init; }

    /// <summary>
    /// Whether an example may be shown. Not where its answer has another form, nor where the bidder may not see it, nor when its microtask may be gone, nor for the very same input: its answer would be a copy, so that an
    /// error in it would be confirmed for ever, and what demonstrations are worth would be measured by what they gave away.
    /// </summary>
    /// <param name="example">The example.</param>
    public bool Admits(Demonstration example) =>
        example.Source.IsTyped == (Schema is not null) && example.IsKeptAt(Now, Longest) && example.MayBeShownTo(Bidder) && !example.Text.AsSpan().Trim().SequenceEqual(Text.AsSpan().Trim());

    /// <summary>Whether the example's answer is one that would be accepted here. Asked of those alone that would be shown, since it takes a validation.</summary>
    /// <param name="example">An example that is admitted.</param>
    public bool Suits(Demonstration example)
    {
        if (Schema is null) return true;
        try
        {
            using var answer = JsonDocument.Parse(example.Source.Answer!);
            return Schema.Validate(answer.RootElement).Count == 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
