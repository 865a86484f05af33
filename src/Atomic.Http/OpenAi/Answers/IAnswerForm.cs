using Atomic.Http.OpenAi.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;

namespace Atomic.Http.OpenAi.Answers;

/// <summary>How one of OpenAI's protocols streams an answer. Called in this order: begin, any number of pieces or the whole, then the end or the failure.</summary>
internal interface IAnswerForm
{
    /// <summary>The stream begins: the first piece, the answer, or the first keep-alive is there.</summary>
    /// <param name="stream">Takes what is said.</param>
    /// <param name="view">The microtask as it stands, with its award where there is one by now.</param>
    void Begin(EventStream stream, MicrotaskView view);

    /// <summary>A piece of the answer has arrived.</summary>
    /// <param name="stream">Takes what is said.</param>
    /// <param name="piece">The piece.</param>
    void Add(EventStream stream, AnswerDelta piece);

    /// <summary>The answer is there, of which no piece came before.</summary>
    /// <param name="stream">Takes what is said.</param>
    /// <param name="answered">The answer.</param>
    void AddWhole(EventStream stream, AnsweredRequest answered);

    /// <summary>The answer is complete and durable.</summary>
    /// <param name="stream">Takes what is said.</param>
    /// <param name="answered">The answer.</param>
    void End(EventStream stream, AnsweredRequest answered);

    /// <summary>There will be no answer, or no more of it.</summary>
    /// <param name="stream">Takes what is said.</param>
    /// <param name="error">Why.</param>
    void Fail(EventStream stream, OpenAiError error);
}
