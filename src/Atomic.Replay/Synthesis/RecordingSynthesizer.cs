using Atomic.Replay.Draws;
using Atomic.Replay.Recordings;

namespace Atomic.Replay.Synthesis;

/// <summary>
/// Makes a recording of models that do not exist, from tasks with labels: for the demo, for tests, and for load where nobody pays. The answers
/// are a simulation and say nothing about any real model.
/// </summary>
/// <remarks>
/// <para><b>Right or wrong.</b> A threshold model with lapses. Every task has a latent difficulty d, uniform on [0, 1), the same for all
/// models. With probability <see cref="SharedShare"/> = 0.85 a model is judged by d, and otherwise (a lapse or a lucky guess) by a number of
/// its own, e, uniform as well: right if and only if (shared ? d : e) &lt; skill. Both numbers are uniform, so that
/// P(right) = 0.85·skill + 0.15·skill = skill. Of two models with skills w ≤ s, both judged by d, the stronger is right wherever the weaker
/// is, so that P(weak right, strong wrong) = (1 − 0.85²)·w·(1 − s) = 0.2775·w·(1 − s).</para>
/// <para><b>What is said.</b> A right model says the label. A wrong one says, with probability <see cref="TemptationShare"/> = 0.6, the task's
/// tempting label, which is the same for all models (models err alike), and otherwise one of its own; both are drawn from the other labels of
/// the kind in proportion to how often these occur (<c>not</c> and the label where the kind has no other).</para>
/// <para><b>Tokens.</b> A quarter of the characters, rounded up, at least 1; of the output, times the model's verbosity, rounded up.
/// <b>Latency.</b> Lognormal with the model's median and 95th percentile, rounded to whole milliseconds, at least 1.</para>
/// <para><b>Seeds.</b> All draws are SplitMix64 from the SHA-256 of (seed, model, task id), and of (seed, "", task id) for what models share.
/// What is right and what is said takes only exact arithmetic, so it is the same on every machine; the latency takes a logarithm and an
/// exponential, whose last bits may differ between machines and vanish in the rounding. Difficulty does not depend on the text: what can be
/// learned from these recordings is each model's skill per kind, not which texts are hard.</para>
/// </remarks>
public static class RecordingSynthesizer
{
    /// <summary>Probability that a model is judged by the task's shared difficulty.</summary>
    public const double SharedShare = 0.85;

    /// <summary>Probability that a wrong model says the task's tempting label.</summary>
    public const double TemptationShare = 0.6;

    /// <summary>Has the models answer the tasks. Answers that the tasks already have are replaced.</summary>
    /// <param name="tasks">Tasks, all with labels.</param>
    /// <param name="models">Models, with distinct names and a skill for every kind among the tasks.</param>
    /// <param name="seed">Another seed gives other answers of the same skill.</param>
    /// <param name="name">The recording's name.</param>
    /// <exception cref="ArgumentException">A model does not hold, see <see cref="SyntheticModel.Validate"/>, or a task has no label, or a
    /// model has no skill for a task's kind.</exception>
    public static Recording Synthesize(
        IReadOnlyList<RecordedTask> tasks, IReadOnlyList<SyntheticModel> models, ulong seed, string name = "synthetic")
    {
        Check(tasks, models);
        var pools = LabelPool.ByKind(tasks);
        var answered = new List<RecordedTask>(tasks.Count);
        foreach (var task in tasks)
            answered.Add(task with { Answers = AnswersTo(task, models, pools[task.Kind], seed) });

        var bySkill = models.OrderBy(model => tasks.Sum(task => model.SkillFor(task.Kind)!.Value)).ToList();
        var market = new RecordedMarket
        {
            Name = name,
            Models = models.ToDictionary(model => model.Name, Priced, StringComparer.Ordinal),
            Strong = models.Count > 1 ? bySkill[^1].Name : null,
            Weak = models.Count > 1 ? bySkill[0].Name : null,
            Source = $"simulated, no real model: threshold model with lapses (shared difficulty {SharedShare}), seed {seed}; token counts are chars/4",
        };
        return new Recording(market, answered);
    }

    private static Dictionary<string, RecordedAnswer> AnswersTo(
        RecordedTask task, IReadOnlyList<SyntheticModel> models, LabelPool pool, ulong seed)
    {
        var shared = SplitMix64.ForKey(seed, "", task.Id);
        var difficulty = shared.NextUnit();
        var tempting = pool.DrawOther(task.Label!, ref shared);

        var answers = new Dictionary<string, RecordedAnswer>(models.Count, StringComparer.Ordinal);
        foreach (var model in models)
        {
            var own = SplitMix64.ForKey(seed, model.Name, task.Id);
            answers[model.Name] = AnswerOf(model, task, pool, difficulty, tempting, ref own);
        }

        return answers;
    }

    private static RecordedAnswer AnswerOf(
        SyntheticModel model, RecordedTask task, LabelPool pool, double difficulty, string tempting, ref SplitMix64 own)
    {
        var judgedByShared = own.NextUnit() < SharedShare;
        var ownDifficulty = own.NextUnit();
        var temptedByShared = own.NextUnit() < TemptationShare;
        var ownError = pool.DrawOther(task.Label!, ref own);
        var latency = new LatencyDistribution(model.LatencyMsP50, model.LatencyMsP95, PerOutputTokenMs: 0);
        var latencyMs = Math.Max(1, Math.Round(latency.DrawFirstTokenMs(ref own)));

        var right = (judgedByShared ? difficulty : ownDifficulty) < model.SkillFor(task.Kind)!.Value;
        var wrongAnswer = temptedByShared ? tempting : ownError;
        var output = right ? task.Label! : wrongAnswer;
        var outputTokens = (int)Math.Ceiling(RecordedAnswer.EstimateTokens(output) * model.Verbosity);
        return new RecordedAnswer(output, right, RecordedAnswer.EstimateTokens(task.Input), outputTokens) { LatencyMs = latencyMs };
    }

    private static RecordedModel Priced(SyntheticModel model) => new()
    {
        InputUsdPerMTok = model.InputUsdPerMTok,
        OutputUsdPerMTok = model.OutputUsdPerMTok,
        LatencyMsP50 = model.LatencyMsP50,
        LatencyMsP95 = model.LatencyMsP95,
    };

    private static void Check(IReadOnlyList<RecordedTask> tasks, IReadOnlyList<SyntheticModel> models)
    {
        foreach (var model in models)
        {
            if (model.Validate() is [var problem, ..])
                throw new ArgumentException(problem, nameof(models));
        }

        if (models.GroupBy(model => model.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The name '{twice.Key}' is given to {twice.Count()} models.", nameof(models));
        if (tasks.FirstOrDefault(task => task.Label is null) is { } unlabelled)
            throw new ArgumentException($"Task '{unlabelled.Id}' has no label, so nothing can be right or wrong.", nameof(tasks));
        foreach (var kind in tasks.Select(task => task.Kind).Distinct(StringComparer.Ordinal))
        {
            if (models.FirstOrDefault(model => model.SkillFor(kind) is null) is { } unskilled)
                throw new ArgumentException($"Synthetic model '{unskilled.Name}' has no skill for the kind '{kind}'.", nameof(models));
        }
    }
}
