using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Atomic.Client.Chat;

/// <summary>
/// What travels beside a chat as additional properties. Of the options every <c>atomic.NAME</c> becomes the header <c>x-atomic-NAME</c> with the name in
/// kebab case: <c>atomic.maxCostUsd</c> is <c>x-atomic-max-cost-usd</c>. A name that the server does not know is refused by name. Of the answer the decision's headers become properties.
/// </summary>
public static class ChatProperties
{
    /// <summary>The microtask's id.</summary>
    public const string Id = "atomic.id";

    /// <summary>The bidder that answered.</summary>
    public const string Bidder = "atomic.bidder";

    /// <summary>The bidder's model.</summary>
    public const string Model = "atomic.model";

    /// <summary>The plan that won.</summary>
    public const string Plan = "atomic.plan";

    /// <summary>What all attempts cost, and the embedding of the input where there was one, in USD; a number. A streamed answer begins before that is known and does not have it.</summary>
    public const string CostUsd = "atomic.costUsd";

    /// <summary>Where the explanation is, as a path of the server; <see cref="IAtomicClient.ExplainAsync"/> gets it by the id.</summary>
    public const string Explanation = "atomic.explanation";

    private const string Prefix = "atomic.";
    private const string HeaderPrefix = "x-atomic-";

    /// <summary>Takes the properties that are meant for Atomic out of the options, as headers.</summary>
    /// <param name="options">The options; null: the defaults.</param>
    /// <param name="headers">Takes the headers.</param>
    /// <returns>Options without them; the caller's stay as they are.</returns>
    internal static ChatOptions TakeHeaders(ChatOptions? options, IDictionary<string, string> headers)
    {
        var own = options?.Clone() ?? new ChatOptions();
        if (own.AdditionalProperties is not { } properties)
            return own;
        own.AdditionalProperties = new AdditionalPropertiesDictionary(properties.Where(static property => !IsMeant(property.Key)));
        foreach (var (name, value) in properties.Where(static property => IsMeant(property.Key)))
        {
            if (HeaderText(value) is { Length: > 0 } text)
                headers[HeaderPrefix + JsonNamingPolicy.KebabCaseLower.ConvertName(name[Prefix.Length..])] = text;
        }

        return own;
    }

    /// <summary>What the answer's headers say of the decision.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <returns>The properties; empty where whoever answered is no Atomic.</returns>
    internal static AdditionalPropertiesDictionary Of(ChatExchange exchange)
    {
        var properties = new AdditionalPropertiesDictionary();
        foreach (var name in (ReadOnlySpan<string>)[Id, Bidder, Model, Plan, Explanation])
        {
            if (exchange.Find(HeaderPrefix + name[Prefix.Length..]) is { } value)
                properties[name] = value;
        }

        if (double.TryParse(exchange.Find("x-atomic-cost-usd"), NumberStyles.Float, CultureInfo.InvariantCulture, out var cost))
            properties[CostUsd] = cost;
        return properties;
    }

    private static bool IsMeant(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length;

    private static string? HeaderText(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        string text => text,
        IEnumerable<KeyValuePair<string, string>> pairs => string.Join(',', pairs.Select(static pair => $"{pair.Key}={pair.Value}")),
        IEnumerable<string> list => string.Join(',', list),
        IFormattable figure => figure.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
