using Atomic.Core.Errors;
using Atomic.Core.Markets;
using Microsoft.Extensions.Configuration;

namespace Atomic.Providers.Configuration;

/// <summary>Reads <see cref="MarketOptions"/> from configuration and environment, and refuses them with every problem at once.</summary>
public static class MarketOptionsReader
{
    private static readonly string[] KnownKeys =
        [nameof(MarketOptions.Endpoints), nameof(MarketOptions.Bidders), nameof(MarketOptions.Variants), nameof(MarketOptions.Embeddings), nameof(MarketOptions.Telemetry), "Specialists"];

    private static readonly Type[] Nested = [typeof(PriceOptions), typeof(BidderPrior), typeof(DemonstrationOptions), typeof(HostEmbedderOptions)];

    /// <summary>The market of <c>Atomic:Market</c>, with what <see cref="EnvironmentEndpoints"/> adds.</summary>
    /// <param name="configuration">The configuration's root.</param>
    /// <param name="environment">Looks up an environment variable.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidMarket"/>: one sentence per problem, each naming its configuration path.</exception>
    public static MarketOptions Read(IConfiguration configuration, Func<string, string?> environment)
    {
        var problems = new List<string>();
        var options = Bind(configuration.GetSection(MarketOptions.Section), problems);
        problems.AddRange(EnvironmentEndpoints.AddTo(options, environment));
        problems.AddRange(MarketOptionsCheck.Problems(options, environment));
        return problems.Count == 0 ? options : throw new AtomicException(ErrorCodes.InvalidMarket, string.Join(' ', problems));
    }

    private static MarketOptions Bind(IConfigurationSection market, List<string> problems)
    {
        foreach (var child in market.GetChildren().Where(static child => !KnownKeys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            problems.Add($"{child.Path} is not an option: use one of {string.Join(", ", KnownKeys)}.");

        // Each part is bound by itself, so that one malformed value does not hide the others.
        var options = new MarketOptions();
        if (market[nameof(MarketOptions.Telemetry)] is { } telemetry)
        {
            if (bool.TryParse(telemetry, out var enabled))
                options.Telemetry = enabled;
            else
                problems.Add($"{market.Path}:{nameof(MarketOptions.Telemetry)} must be true or false.");
        }

        foreach (var endpoint in market.GetSection(nameof(MarketOptions.Endpoints)).GetChildren())
            options.Endpoints[endpoint.Key] = Bind<EndpointOptions>(endpoint, problems);
        foreach (var bidder in market.GetSection(nameof(MarketOptions.Bidders)).GetChildren())
            options.Bidders.Add(Bind<BidderOptions>(bidder, problems));
        foreach (var variant in market.GetSection(nameof(MarketOptions.Variants)).GetChildren())
            options.Variants.Add(Bind<VariantOptions>(variant, problems));
        if (market.GetSection(nameof(MarketOptions.Embeddings)) is var embeddings && embeddings.Exists())
            options.Embeddings = Bind<InputEmbeddingOptions>(embeddings, problems);
        return options;
    }

    private static T Bind<T>(IConfigurationSection section, List<string> problems)
        where T : new()
    {
        AddUnknown(section, typeof(T), problems);
        var bound = new T();
        try
        {
            section.Bind(bound);
        }
        catch (InvalidOperationException exception)
        {
            // The message quotes the value, and a value may be a key in the wrong place: only the path is kept of it.
            problems.Add($"{WrongPath(exception, section)} has a value of the wrong type; correct it.");
        }

        return bound;
    }

    private static void AddUnknown(IConfigurationSection section, Type type, List<string> problems)
    {
        var properties = type.GetProperties().Where(static property => property.CanWrite).ToDictionary(static property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var child in section.GetChildren())
        {
            if (!properties.TryGetValue(child.Key, out var property))
                problems.Add($"{child.Path} is not an option: use one of {string.Join(", ", properties.Keys)}.");
            else if (Nested.Contains(property.PropertyType))
                AddUnknown(child, property.PropertyType, problems);
        }
    }

    private static string WrongPath(InvalidOperationException exception, IConfigurationSection section) =>
        section.AsEnumerable()
            .Where(static pair => pair.Value is not null)
            .Select(static pair => pair.Key)
            .OrderByDescending(static path => path.Length)
            .FirstOrDefault(path => exception.Message.Contains($"'{path}'", StringComparison.OrdinalIgnoreCase)) ?? section.Path;
}
