namespace Atomic.Replay.Recordings;

/// <summary>
/// The one stand-in for a model in sets that no model has answered: it answers every labelled task with the gold label. These are the
/// labels, not a model, so it is always right; the prices are made up (a small hosted model's order of magnitude) so that costs are not 0.
/// </summary>
public static class RecordedLabels
{
    /// <summary>The name under which the labels are served.</summary>
    public const string ModelName = "recorded-labels";

    /// <summary>US dollars per million input tokens.</summary>
    public const double InputUsdPerMTok = 0.15;

    /// <summary>US dollars per million output tokens.</summary>
    public const double OutputUsdPerMTok = 0.60;

    /// <summary>The market entry of the labels.</summary>
    public static RecordedModel Model { get; } = new() { InputUsdPerMTok = InputUsdPerMTok, OutputUsdPerMTok = OutputUsdPerMTok };

    /// <summary>The task, answered with its label where it has one; token counts are estimated.</summary>
    public static RecordedTask Answer(RecordedTask task)
    {
        if (task.Label is not { } label)
            return task;

        var answer = new RecordedAnswer(label, true, RecordedAnswer.EstimateTokens(task.Input), RecordedAnswer.EstimateTokens(label));
        return task with { Answers = new Dictionary<string, RecordedAnswer> { [ModelName] = answer } };
    }
}
