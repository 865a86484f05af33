using Atomic.Cli.Api;
using Atomic.Replay.Recordings;

namespace Atomic.Cli.Run;

/// <summary>Tells right answers from wrong ones, by what a recording knows.</summary>
/// <param name="recording">The recording; null: by the tasks' labels alone.</param>
internal sealed class AnswerJudge(Recording? recording)
{
    /// <summary>Whether the answer is right; null where that is not known.</summary>
    /// <param name="task">The recorded task; null: nothing is known.</param>
    /// <param name="answer">The answer.</param>
    public bool? Judge(RecordedTask? task, MicrotaskAnswer answer)
    {
        if (task is null || !answer.Succeeded)
            return null;

        // The recording's own judgement comes first: of free text it knows what a comparison with the label does not.
        var model = answer.Award?.ServedModel ?? answer.Award?.Model;
        if (model is not null && recording?.Find(task.Input, model)?.Correct is { } correct)
            return correct;
        return task.Label is { } label ? string.Equals(answer.OutputText.Trim(), label.Trim(), StringComparison.Ordinal) : null;
    }
}
