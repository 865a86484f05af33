using System.Globalization;

namespace Atomic.Providers.Configuration;

/// <summary>
/// Endpoints from the usual environment variables, without a file:
/// <c>AZURE_OPENAI_ENDPOINT</c> with <c>AZURE_OPENAI_DEPLOYMENT</c> (comma list) and <c>AZURE_OPENAI_API_KEY</c> (else DefaultAzureCredential) adds endpoint <c>azure</c>;
/// <c>OPENAI_BASE_URL</c> with <c>ATOMIC_MODELS</c> (comma list) and <c>OPENAI_API_KEY</c> (else no key) adds endpoint <c>openai</c>.
/// <c>ATOMIC_INPUT_USD_PER_MTOK</c> and <c>ATOMIC_OUTPUT_USD_PER_MTOK</c> are the prices of all those models; they may be left out only
/// where no credential is sent, since what is behind one may cost money. An endpoint that the file configures under the same name wins.
/// </summary>
public static class EnvironmentEndpoints
{
    private const string InputPrice = "ATOMIC_INPUT_USD_PER_MTOK";
    private const string OutputPrice = "ATOMIC_OUTPUT_USD_PER_MTOK";

    /// <summary>Adds the environment's endpoints with one bidder per model.</summary>
    /// <param name="options">Where they are added.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <returns>What is wrong, as sentences that name the variable.</returns>
    public static IReadOnlyList<string> AddTo(MarketOptions options, Func<string, string?> environment)
    {
        var problems = new List<string>();
        if (Value(environment, "AZURE_OPENAI_ENDPOINT") is { } azure)
        {
            var key = Value(environment, "AZURE_OPENAI_API_KEY") is null ? null : "AZURE_OPENAI_API_KEY";
            var endpoint = new EndpointOptions
            {
                Kind = "azure-open-ai", BaseUrl = azure, ApiKeyEnvironmentVariable = key, UseDefaultAzureCredential = key is null,
            };
            Add(options, "azure", endpoint, "AZURE_OPENAI_DEPLOYMENT", environment, problems);
        }

        if (Value(environment, "OPENAI_BASE_URL") is { } compatible)
        {
            var key = Value(environment, "OPENAI_API_KEY") is null ? null : "OPENAI_API_KEY";
            Add(options, "openai", new EndpointOptions { BaseUrl = compatible, ApiKeyEnvironmentVariable = key }, "ATOMIC_MODELS", environment, problems);
        }

        return problems;
    }

    private static void Add(
        MarketOptions options,
        string name,
        EndpointOptions endpoint,
        string modelsVariable,
        Func<string, string?> environment,
        List<string> problems)
    {
        if (!options.Endpoints.TryAdd(name, endpoint))
            return;

        var models = (Value(environment, modelsVariable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (models.Length == 0)
            problems.Add($"{modelsVariable} is not set; list the models of endpoint '{name}' in it, separated by commas.");

        var mayCost = endpoint.ApiKeyEnvironmentVariable is not null || endpoint.UseDefaultAzureCredential;
        var price = new PriceOptions
        {
            InputUsdPerMTok = Price(InputPrice, mayCost, name, environment, problems),
            OutputUsdPerMTok = Price(OutputPrice, mayCost, name, environment, problems),
        };
        foreach (var model in models.Distinct(StringComparer.Ordinal))
            options.Bidders.Add(new BidderOptions { Id = $"{name}/{model}", Endpoint = name, Model = model, Price = price });
    }

    private static double Price(string variable, bool required, string name, Func<string, string?> environment, List<string> problems)
    {
        var text = Value(environment, variable);
        if (text is null && !required)
            return 0;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var price) && price is >= 0 and <= 100_000)
            return price;

        problems.Add($"{variable} must be the price of the models of endpoint '{name}' in USD per million tokens, 0 to 100000; set it, 0 where they cost nothing.");
        return 0;
    }

    private static string? Value(Func<string, string?> environment, string variable) =>
        environment(variable) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
}
