namespace Atomic.Evaluation.Takeover;

/// <summary>Decides for each task whether the teacher is asked or the specialist answers, and learns from what it is told.</summary>
public interface ITakeover
{
    /// <summary>Decides for a task, of which it sees id, kind and input alone.</summary>
    /// <param name="id">The task's id.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="input">The text.</param>
    TakeoverChoice Choose(string id, string kind, string input);

    /// <summary>Learns the answer to the task that it chose for last; not called where nobody was told the answer.</summary>
    /// <param name="input">The text.</param>
    /// <param name="label">The answer.</param>
    void Learn(string input, string label);
}
