namespace Atomic.Providers.Configuration;

/// <summary>Finds everything that is wrong with a market's options, as sentences that name the configuration path and what to do.</summary>
public static class MarketOptionsCheck
{
    /// <summary>The highest bound of calls at once.</summary>
    internal const int MostConcurrency = 10_000;

    /// <summary>The highest bound of requests in a minute.</summary>
    internal const int MostRequests = 10_000_000;

    /// <summary>The highest bound of tokens in a minute.</summary>
    internal const int MostTokens = 2_000_000_000;

    /// <summary>The problems; none where the market can be used. No sentence has the value of a key.</summary>
    /// <param name="options">The options.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    public static IReadOnlyList<string> Problems(MarketOptions options, Func<string, string?> environment)
    {
        var problems = new List<string>();
        foreach (var (name, endpoint) in options.Endpoints.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var path = $"{MarketOptions.Section}:Endpoints:{name}";
            if (!IsName(name, 64, "-_."))
                problems.Add($"{path} must be named with 1 to 64 characters of a-z A-Z 0-9 - _ . so that it can be told in records.");
            EndpointOptionsCheck.Check(path, endpoint, environment, problems);
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < options.Bidders.Count; index++)
        {
            var path = $"{MarketOptions.Section}:Bidders:{index}";
            var bidder = options.Bidders[index];
            if (!ids.Add(bidder.Id))
                problems.Add($"{path}:Id '{bidder.Id}' is used twice; give each bidder an id of its own.");
            if (!options.Endpoints.ContainsKey(bidder.Endpoint))
                problems.Add($"{path}:Endpoint '{bidder.Endpoint}' is none of {MarketOptions.Section}:Endpoints; name one of: {Names(options)}.");
            BidderOptionsCheck.Check(path, bidder, problems);
        }

        VariantOptionsCheck.Check(options, problems);
        InputEmbeddingOptionsCheck.Check(options, problems);
        return problems;
    }

    /// <summary>Whether the text is 1 to that many ASCII letters, digits or marks.</summary>
    internal static bool IsName(string text, int maxLength, string marks) =>
        text.Length >= 1 && text.Length <= maxLength && text.All(character => char.IsAsciiLetterOrDigit(character) || marks.Contains(character));

    /// <summary>Adds a problem where the figure is not in its range.</summary>
    internal static void CheckRange(string path, double value, double low, double high, List<string> problems)
    {
        if (!(value >= low && value <= high))
            problems.Add($"{path} is {value}; set it to {low} to {high}.");
    }

    /// <summary>Adds a problem where a quota is given that is not in its range.</summary>
    internal static void CheckQuota(string path, int? value, int high, List<string> problems)
    {
        if (value is { } given && (given < 1 || given > high))
            problems.Add($"{path} is {given}; set it to 1 to {high}, or leave it out for no bound.");
    }

    private static string Names(MarketOptions options) =>
        options.Endpoints.Count == 0 ? "(there are none yet)" : string.Join(", ", options.Endpoints.Keys.Order(StringComparer.Ordinal));
}
