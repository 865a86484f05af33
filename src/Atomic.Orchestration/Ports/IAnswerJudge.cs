namespace Atomic.Orchestration.Ports;

/// <summary>Has a model judge an answer.</summary>
public interface IAnswerJudge
{
    /// <summary>Has it judged. Whatever goes wrong is a ruling without a score; asked again for the same microtask, it is the same ruling.</summary>
    /// <param name="request">What.</param>
    /// <param name="cancellationToken">The host's: throws.</param>
    Task<JudgeRuling> JudgeAsync(JudgeRequest request, CancellationToken cancellationToken);
}
