using Atomic.Core.Microtasks;
using Atomic.Providers.Chat;
using static Atomic.Providers.Configuration.MarketOptionsCheck;

namespace Atomic.Providers.Configuration;

/// <summary>Finds everything that is wrong with one bidder's options.</summary>
internal static class BidderOptionsCheck
{
    private const int MaxInstructionsCharacters = 32_768;

    /// <summary>Adds the bidder's problems.</summary>
    /// <param name="path">Its configuration path.</param>
    /// <param name="bidder">Its options.</param>
    /// <param name="problems">Where they are added.</param>
    public static void Check(string path, BidderOptions bidder, List<string> problems)
    {
        if (!IsName(bidder.Id, 64, "-_.:/"))
            problems.Add($"{path}:Id must have 1 to 64 characters of a-z A-Z 0-9 - _ . : /.");
        if (bidder.Model.Length is 0 or > 256)
            problems.Add($"{path}:Model must name the model (on Azure: the deployment) with 1 to 256 characters.");
        CheckInstructions($"{path}:Instructions", bidder.Instructions, problems);
        CheckKinds($"{path}:Kinds", bidder.Kinds, problems);
        if (bidder.Tags.Exists(static tag => tag.Length is 0 or > 64))
            problems.Add($"{path}:Tags must each have 1 to 64 characters.");
        if (!ConfiguredName.TryParse<StructuredOutput>(bidder.StructuredOutput, out _))
            problems.Add($"{path}:StructuredOutput '{bidder.StructuredOutput}' is not known; use strict, prompt or none.");
        CheckPrice($"{path}:Price:InputUsdPerMTok", bidder.Price.InputUsdPerMTok, problems);
        if (IsChat(path, bidder, problems) || bidder.Price.OutputUsdPerMTok is not null)
            CheckPrice($"{path}:Price:OutputUsdPerMTok", bidder.Price.OutputUsdPerMTok, problems);
        CheckRange($"{path}:Price:RequestUsd", bidder.Price.RequestUsd, 0, 1_000, problems);
        CheckRange($"{path}:Prior:Quality", bidder.Prior.Quality, 0, 1, problems);
        CheckRange($"{path}:Prior:LatencySeconds", bidder.Prior.LatencySeconds, 0.001, 3_600, problems);
        CheckRange($"{path}:Prior:OutputTokens", bidder.Prior.OutputTokens, 0, 1_000_000, problems);
        CheckRange($"{path}:Prior:Weight", bidder.Prior.Weight, 0.5, 1_000, problems);
        CheckRange($"{path}:MaxInputTokens", bidder.MaxInputTokens, 1, 10_000_000, problems);
        CheckRange($"{path}:MaxOutputTokens", bidder.MaxOutputTokens, 1, 1_000_000, problems);
        CheckRange($"{path}:Temperature", bidder.Temperature, 0, 2, problems);
        CheckRange($"{path}:MaxChoices", bidder.MaxChoices, 1, ChatParameters.MostChoices, problems);
        CheckQuota($"{path}:MaxConcurrency", bidder.MaxConcurrency, MostConcurrency, problems);
        CheckQuota($"{path}:RequestsPerMinute", bidder.RequestsPerMinute, MostRequests, problems);
        CheckQuota($"{path}:TokensPerMinute", bidder.TokensPerMinute, MostTokens, problems);
    }

    /// <summary>Adds a problem where a prompt is too long.</summary>
    /// <param name="path">The prompt's configuration path.</param>
    /// <param name="instructions">The prompt; null: none.</param>
    /// <param name="problems">Where it is added.</param>
    public static void CheckInstructions(string path, string? instructions, List<string> problems)
    {
        if (instructions is { Length: > MaxInstructionsCharacters })
            problems.Add($"{path} are longer than {MaxInstructionsCharacters} characters; shorten them.");
    }

    /// <summary>Adds a problem where a kind is none.</summary>
    /// <param name="path">The configuration path of the kinds.</param>
    /// <param name="kinds">The kinds.</param>
    /// <param name="problems">Where it is added.</param>
    public static void CheckKinds(string path, List<string> kinds, List<string> problems)
    {
        if (!kinds.TrueForAll(static kind => IsName(kind, 64, "-_.") && !kind.Any(char.IsAsciiLetterUpper)))
            problems.Add($"{path} must each have 1 to 64 characters of a-z 0-9 - _ . ; correct them.");
    }

    // Embedding models write nothing: a price for it would be a mistake elsewhere, so that none need be given.
    private static bool IsChat(string path, BidderOptions bidder, List<string> problems)
    {
        if (!ConfiguredName.TryParse<Operation>(bidder.Operation, out var operation))
            problems.Add($"{path}:Operation '{bidder.Operation}' is not known; use chat or embeddings.");
        else if (operation == Operation.Embeddings && bidder.Instructions is not null)
            problems.Add($"{path}:Instructions are for chat only; remove them, or set Operation to chat.");
        return operation == Operation.Chat;
    }

    /// <summary>Adds a problem where a price of tokens is missing or cannot be.</summary>
    /// <param name="path">The price's configuration path.</param>
    /// <param name="price">USD per million tokens; null: it is missing.</param>
    /// <param name="problems">Where it is added.</param>
    public static void CheckPrice(string path, double? price, List<string> problems)
    {
        if (price is { } value)
            CheckRange(path, value, 0, 100_000, problems);
        else
            problems.Add($"{path} is missing; set the price in USD per million tokens, 0 where it costs nothing.");
    }
}
