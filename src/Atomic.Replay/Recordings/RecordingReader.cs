namespace Atomic.Replay.Recordings;

/// <summary>
/// Reads a recording from its folder: <c>tasks.jsonl</c> or <c>tasks.jsonl.gz</c>, one task a line, and optionally <c>market.json</c>.
/// </summary>
/// <remarks>
/// <para>A task: <c>{"id","kind","input","label"?,"subject"?,"split"?,"answers"?:{MODEL:{"output"?,"correct"?,"inputTokens"?,
/// "outputTokens"?,"costUsd"?,"latencyMs"?}}}</c>. Token counts that are missing are estimated as a quarter of the characters.</para>
/// <para>What is replayed for an answer: its <c>output</c>; the empty string where <c>output</c> is null (the model gave no answer); where
/// there is no <c>output</c> at all (only correctness was recorded), the task's label if the answer was right and there is a label, and
/// otherwise the literal <c>correct</c> or <c>incorrect</c>.</para>
/// <para>A set in which no task has any answer is answered by its labels, see <see cref="RecordedLabels"/>. A set with answers but without
/// <c>market.json</c> has prices of 0, and its market's source says so.</para>
/// </remarks>
public static class RecordingReader
{
    /// <summary>Reads the whole recording.</summary>
    /// <exception cref="RecordingFormatException">A file is missing or not in the format; the message names file, line and remedy.</exception>
    public static Recording Read(string folder)
    {
        var market = MarketReader.Read(folder);
        var tasks = new List<RecordedTask>();
        var lineById = new Dictionary<string, int>(StringComparer.Ordinal);
        var answered = new Dictionary<string, RecordedModel>(StringComparer.Ordinal);
        var path = TaskReader.Locate(folder);
        foreach (var (line, task) in TaskReader.Read(path))
        {
            if (!lineById.TryAdd(task.Id, line))
                throw new RecordingFormatException(path, line, $"the id '{task.Id}' stands in line {lineById[task.Id]} already", "Give every task its own id.");

            foreach (var model in task.Answers.Keys)
            {
                if (market is not null && !market.Models.ContainsKey(model))
                    throw new RecordingFormatException(path, line, $"'{model}' has an answer but is not in {RecordingFiles.Market}", "Add the model with its prices.");
                answered.TryAdd(model, new RecordedModel());
            }

            tasks.Add(task);
        }

        if (answered.Count == 0 && tasks.Exists(task => task.Label is not null))
            return Labelled(market, folder, tasks);
        return new Recording(market ?? Unpriced(folder, answered), tasks);
    }

    private static Recording Labelled(RecordedMarket? market, string folder, List<RecordedTask> tasks)
    {
        var models = new Dictionary<string, RecordedModel>(market?.Models ?? new Dictionary<string, RecordedModel>())
        {
            [RecordedLabels.ModelName] = RecordedLabels.Model,
        };
        market ??= new RecordedMarket
        {
            Name = NameOf(folder),
            Models = models,
            Source = $"no model has answered: '{RecordedLabels.ModelName}' gives the gold labels at made-up prices; token counts are chars/4",
        };
        return new Recording(market with { Models = models }, tasks.ConvertAll(RecordedLabels.Answer));
    }

    private static RecordedMarket Unpriced(string folder, Dictionary<string, RecordedModel> models) => new()
    {
        Name = NameOf(folder),
        Models = models,
        Source = $"no {RecordingFiles.Market}: prices are unknown and stand as 0",
    };

    private static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
}
