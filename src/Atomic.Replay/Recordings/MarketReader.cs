using System.Text.Json;

namespace Atomic.Replay.Recordings;

/// <summary>Reads <c>market.json</c>.</summary>
internal static class MarketReader
{
    // What arithmetic can be done with: a number such as 1e999 is read as infinite.
    private const double LargestPrice = 1e9;

    /// <summary>The market of the folder, or null where it has none.</summary>
    public static RecordedMarket? Read(string folder)
    {
        var path = Path.Combine(folder, RecordingFiles.Market);
        if (!File.Exists(path))
            return null;

        var file = Parse(path);
        if (file?.Models is not { } listed)
            throw Wrong(path, "`models` is missing", "List the models with inputUsdPerMTok and outputUsdPerMTok.");

        var models = new Dictionary<string, RecordedModel>(StringComparer.Ordinal);
        foreach (var (name, model) in listed)
            models[name] = Checked(path, name, model);

        foreach (var named in new[] { file.Strong, file.Weak })
        {
            if (named is not null && !models.ContainsKey(named))
                throw Wrong(path, $"`strong` or `weak` names '{named}', which is not among the models", "Name a listed model.");
        }

        var fallbackName = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        return new RecordedMarket { Name = file.Name ?? fallbackName, Models = models, Strong = file.Strong, Weak = file.Weak, Source = file.Source };
    }

    private static MarketFile? Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RecordingJson.Default.MarketFile);
        }
        catch (JsonException error)
        {
            var line = (int)(error.LineNumber ?? -1) + 1;
            throw new RecordingFormatException(path, line, $"not the JSON of a market (at {error.Path ?? "$"})", "Correct the value.", error);
        }
    }

    private static RecordedModel Checked(string path, string name, RecordedModel? model)
    {
        if (model is null)
            throw Wrong(path, $"the model '{name}' is null", "Give it inputUsdPerMTok and outputUsdPerMTok.");
        if (model.InputUsdPerMTok is not (>= 0 and <= LargestPrice) || model.OutputUsdPerMTok is not (>= 0 and <= LargestPrice))
            throw Wrong(path, $"the model '{name}' has a price that is negative or without bounds", "Prices are US dollars per million tokens, 0 to 1e9.");
        if (model.LatencyMsP50 < 0 || model.LatencyMsP95 < (model.LatencyMsP50 ?? 0))
            throw Wrong(path, $"the model '{name}' has latencies that are negative or whose p95 is below its p50", "Give 0 <= latencyMsP50 <= latencyMsP95.");
        return model;
    }

    private static RecordingFormatException Wrong(string path, string problem, string remedy) => new(path, 0, problem, remedy);
}
