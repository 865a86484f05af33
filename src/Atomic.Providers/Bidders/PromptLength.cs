using Atomic.Core.Demonstrations;
using Atomic.Core.Microtasks;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Chat;
using Atomic.Providers.Embeddings;
using Atomic.Providers.Tokens;

namespace Atomic.Providers.Bidders;

/// <summary>How long the prompts of one bidder are, in tokens: with its own prompt in place of the caller's instructions where it has one.</summary>
internal sealed class PromptLength
{
    private readonly Operation _operation;
    private readonly TokenCounter _counter;
    private readonly Lazy<int> _ownTokens;
    private readonly int _placeholders;
    private readonly bool _hasOwn;

    /// <summary>The lengths of a bidder's prompts.</summary>
    /// <param name="operation">What it does.</param>
    /// <param name="instructions">Its own prompt; null: none.</param>
    /// <param name="counter">Counts tokens.</param>
    public PromptLength(Operation operation, string? instructions, TokenCounter counter)
    {
        (_operation, _counter, _hasOwn) = (operation, counter, instructions is not null && operation == Operation.Chat);
        var parts = instructions?.Split(ModelPrompt.InstructionsPlaceholder) ?? [];
        _placeholders = Math.Max(0, parts.Length - 1);
        _ownTokens = new Lazy<int>(() => parts.Sum(part => counter.Count(part))); // the vocabulary is loaded when it is first needed
    }

    /// <summary>The length of a call's prompt, with the examples that it shows.</summary>
    /// <param name="call">The call.</param>
    public int Of(ModelCall call)
    {
        var plain = _operation == Operation.Embeddings ? EmbeddingTokens.Count(call.Payload, _counter) : PromptTokens.Count(call.Payload, _counter);
        return (int)Math.Min(int.MaxValue, Of(call.Payload, plain) + call.Demonstrations.Sum(chosen => (long)Of(chosen.Example, _counter)));
    }

    /// <summary>How many tokens an example has in a prompt: its input and its answer, a message each.</summary>
    /// <param name="example">The example.</param>
    /// <param name="counter">Counts tokens.</param>
    public static int Of(Demonstration example, TokenCounter counter) =>
        (2 * TokenCounter.TokensPerMessage) + counter.Count(example.Text) + counter.Count(example.Source.Answer);

    /// <summary>The length of the prompt for a payload without examples, where it is known how long the prompt is that has the caller's instructions as they are.</summary>
    /// <param name="payload">What to work on.</param>
    /// <param name="plainTokens">That prompt's length.</param>
    public int Of(MicrotaskPayload payload, int plainTokens)
    {
        if (!_hasOwn)
            return plainTokens;
        var hadSystemMessage = payload.OutputSchema is not null || !string.IsNullOrEmpty(payload.Instructions);
        var tokens = (long)plainTokens + _ownTokens.Value + (hadSystemMessage ? 0 : TokenCounter.TokensPerMessage);
        if (_placeholders != 1 && payload.Instructions is { Length: > 0 } instructions)
            tokens += (_placeholders - 1L) * _counter.Count(instructions);
        return (int)Math.Clamp(tokens, 0, int.MaxValue);
    }
}
