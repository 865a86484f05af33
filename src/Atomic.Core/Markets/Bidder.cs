using Atomic.Core.Microtasks;

namespace Atomic.Core.Markets;

/// <summary>Something that can do a microtask: a model deployment with a prompt variant, or a local specialist.</summary>
public sealed record Bidder
{
    /// <summary>Id, unique in the market; 1 to 64 characters of <c>a-z A-Z 0-9 - _ . : /</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The model's (or deployment's) name as its endpoint knows it.</summary>
    public required string Model { get; init; }

    /// <summary>What stands behind it.</summary>
    public required BidderSource Source { get; init; }

    /// <summary>The region in which the data is processed, for instance <c>eu</c> or <c>local</c>.</summary>
    public string Region { get; init; } = "unspecified";

    /// <summary>Tags that policies may require, for instance <c>on-premises</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What it does with an input; it does nothing else.</summary>
    public Operation Operation { get; init; }

    /// <summary>Whether it cannot answer in JSON: it is then not asked where there is an output schema.</summary>
    public bool NoStructuredOutput { get; init; }

    /// <summary>The kinds that it does; empty: every kind.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Its own prompt; null where it sends the caller's instructions as they are.</summary>
    public PromptVariant? Prompt { get; init; }

    /// <summary>Its entry in the price book.</summary>
    public required TokenPrice Price { get; init; }

    /// <summary>What is believed of it before anything was observed.</summary>
    public BidderPrior Prior { get; init; } = new();

    /// <summary>The most input tokens that it takes.</summary>
    public int MaxInputTokens { get; init; } = 128_000;

    /// <summary>The most output tokens that it is asked for.</summary>
    public int MaxOutputTokens { get; init; } = 1_024;

    /// <summary>Whether it does microtasks of that kind.</summary>
    /// <param name="kind">The kind.</param>
    public bool Does(string kind) => Kinds.Count == 0 || Kinds.Contains(kind, StringComparer.Ordinal);
}
