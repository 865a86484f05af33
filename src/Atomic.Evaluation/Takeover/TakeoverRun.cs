using Atomic.Evaluation.Streams;

namespace Atomic.Evaluation.Takeover;

/// <summary>Runs a stream. It alone hands answers over: after the choice, and with bandit feedback only those that the teacher was asked for.</summary>
public static class TakeoverRun
{
    /// <summary>Runs it.</summary>
    /// <param name="tasks">The tasks in the stream's order.</param>
    /// <param name="takeover">Who decides; new for every run, since it learns.</param>
    /// <param name="feedback">Bandit: the teacher's answer where it was asked. Full: the right answer to every task.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static TakeoverStep[] Run(IReadOnlyList<TakeoverTask> tasks, ITakeover takeover, FeedbackMode feedback, CancellationToken cancellationToken = default)
    {
        var steps = new TakeoverStep[tasks.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var task = tasks[i];
            var choice = takeover.Choose(task.Id, task.Kind, task.Input);
            var isAsked = choice.Answer is null;
            steps[i] = new TakeoverStep(
                isAsked,
                choice.IsAudit,
                isAsked ? task.IsTeacherRight : choice.Answer == task.Gold,
                isAsked || choice.Answer == task.Taught,
                choice.Promised,
                task.IsOutOfScope);
            var told = feedback == FeedbackMode.Full ? task.Gold : isAsked ? task.Taught : "";
            if (told.Length > 0) takeover.Learn(task.Input, told);
        }

        return steps;
    }
}
