namespace Atomic.Replay.Recordings;

/// <summary>A recording in memory: tasks with the models' answers, found by the exact input text. Immutable, safe to share.</summary>
public sealed class Recording
{
    private readonly Dictionary<string, RecordedTask> _byInput;

    /// <summary>Makes a recording and indexes it by input. Of several tasks with the same input the first is found.</summary>
    /// <exception cref="ArgumentException">An answer is of a model that the market does not have.</exception>
    public Recording(RecordedMarket market, IReadOnlyList<RecordedTask> tasks)
    {
        Market = market;
        Tasks = tasks;
        _byInput = new Dictionary<string, RecordedTask>(tasks.Count, StringComparer.Ordinal);
        foreach (var task in tasks)
        {
            foreach (var model in task.Answers.Keys)
            {
                if (!market.Models.ContainsKey(model))
                    throw new ArgumentException($"Task '{task.Id}' has an answer of '{model}', which the market does not have.", nameof(tasks));
            }

            _byInput.TryAdd(task.Input, task);
        }
    }

    /// <summary>The models and their prices.</summary>
    public RecordedMarket Market { get; }

    /// <summary>The tasks in their recorded order.</summary>
    public IReadOnlyList<RecordedTask> Tasks { get; }

    /// <summary>The first task with exactly this input, or null.</summary>
    public RecordedTask? Find(string input) => _byInput.GetValueOrDefault(input);

    /// <summary>What the model answered to exactly this input, or null where that is not recorded.</summary>
    public RecordedAnswer? Find(string input, string model) => Find(input)?.Answers.GetValueOrDefault(model);
}
