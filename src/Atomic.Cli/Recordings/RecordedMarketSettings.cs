using System.Globalization;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Recordings;

/// <summary>The configuration of a market whose models are served by replay servers, as keys and values.</summary>
internal static class RecordedMarketSettings
{
    private const string Market = "Atomic:Market";

    /// <summary>The settings.</summary>
    /// <param name="servers">Where each model is served, by model.</param>
    /// <param name="recording">The models with their prices, and the tasks.</param>
    public static Dictionary<string, string?> Of(IReadOnlyDictionary<string, Uri> servers, Recording recording)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal);
        var urls = servers.Values.Distinct().ToList();
        for (var i = 0; i < urls.Count; i++)
        {
            settings[$"{Market}:Endpoints:replay-{i + 1}:BaseUrl"] = new Uri(urls[i], "v1").ToString();
            settings[$"{Market}:Endpoints:replay-{i + 1}:Region"] = "local";
        }

        var position = 0;
        foreach (var (model, server) in servers.OrderBy(static server => server.Key, StringComparer.Ordinal))
        {
            // Keys that no list of a configuration file has, so that its bidders stand beside these.
            var bidder = $"{Market}:Bidders:recorded-{position++}";
            settings[$"{bidder}:Id"] = BidderId(model);
            settings[$"{bidder}:Endpoint"] = $"replay-{urls.IndexOf(server) + 1}";
            settings[$"{bidder}:Model"] = model;
            settings[$"{bidder}:Price:InputUsdPerMTok"] = Text(recording.Market.Models[model].InputUsdPerMTok);
            settings[$"{bidder}:Price:OutputUsdPerMTok"] = Text(recording.Market.Models[model].OutputUsdPerMTok);
        }

        return settings;
    }

    /// <summary>The id of the bidder that stands for a model: its name, with what ids may not have replaced.</summary>
    /// <param name="model">The model's name.</param>
    public static string BidderId(string model)
    {
        var id = string.Create(Math.Min(model.Length, 64), model, static (span, model) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsAsciiLetterOrDigit(model[i]) || model[i] is '-' or '_' or '.' or ':' or '/' ? model[i] : '-';
        });
        return id.Length == 0 ? "-" : id;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
