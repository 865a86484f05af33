using Atomic.Core.Microtasks;
using static Atomic.Providers.Configuration.MarketOptionsCheck;

namespace Atomic.Providers.Configuration;

/// <summary>Finds everything that is wrong with who is to embed inputs.</summary>
internal static class InputEmbeddingOptionsCheck
{
    private const string Path = $"{MarketOptions.Section}:Embeddings";

    /// <summary>Adds the problems; none where nobody is to embed.</summary>
    /// <param name="options">The market.</param>
    /// <param name="problems">Where they are added.</param>
    public static void Check(MarketOptions options, List<string> problems)
    {
        if (options.Embeddings is not { } embeddings)
            return;
        CheckRange($"{Path}:TimeoutSeconds", embeddings.TimeoutSeconds, 0.01, 30, problems);
        CheckRange($"{Path}:MaxCharacters", embeddings.MaxCharacters, 16, 100_000, problems);
        if (embeddings.Host is { } host)
            CheckHost(options, host, problems);
        if (embeddings is { Bidder: null or "", Host: null })
            problems.Add($"{Path}:Bidder is missing; name the bidder that embeds inputs: {Embedders(options)}.");
        else if (embeddings.Bidder is { Length: > 0 } id && !options.Bidders.Exists(bidder => bidder.Id == id && Embeds(bidder)))
            problems.Add($"{Path}:Bidder '{id}' is no bidder whose Operation is embeddings; name one of: {Embedders(options)}.");
    }

    private static void CheckHost(MarketOptions options, HostEmbedderOptions host, List<string> problems)
    {
        if (!IsName(host.Id, 64, "-_.:/"))
            problems.Add($"{Path}:Host:Id must have 1 to 64 characters of a-z A-Z 0-9 - _ . : /.");
        if (options.Bidders.Exists(bidder => bidder.Id == host.Id))
            problems.Add($"{Path}:Host:Id '{host.Id}' is the id of a bidder; give it another one.");
        if (host.Model.Length is 0 or > 256)
            problems.Add($"{Path}:Host:Model must name the model with 1 to 256 characters.");
        if (host.Region.Length is 0 or > 64)
            problems.Add($"{Path}:Host:Region must have 1 to 64 characters.");
        if (host.Tags.Exists(static tag => tag.Length is 0 or > 64))
            problems.Add($"{Path}:Host:Tags must each have 1 to 64 characters.");
        BidderOptionsCheck.CheckKinds($"{Path}:Host:Kinds", host.Kinds, problems);
        BidderOptionsCheck.CheckPrice($"{Path}:Host:Price:InputUsdPerMTok", host.Price.InputUsdPerMTok, problems);
        CheckRange($"{Path}:Host:Price:RequestUsd", host.Price.RequestUsd, 0, 1_000, problems);
        CheckRange($"{Path}:Host:MaxInputTokens", host.MaxInputTokens, 1, 10_000_000, problems);
    }

    private static bool Embeds(BidderOptions bidder) => ConfiguredName.TryParse<Operation>(bidder.Operation, out var operation) && operation == Operation.Embeddings;

    private static string Embedders(MarketOptions options) => string.Join(", ", options.Bidders.Where(Embeds).Select(static bidder => bidder.Id)) is { Length: > 0 } ids
        ? ids
        : "(there are none yet: add one under Atomic:Market:Bidders)";
}
