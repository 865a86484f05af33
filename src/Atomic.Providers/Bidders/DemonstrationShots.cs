using System.Runtime.InteropServices;
using Atomic.Core.Bids;
using Atomic.Core.Demonstrations;
using Atomic.Core.Markets;
using Atomic.Core.Schemas;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Providers.Configuration;
using Atomic.Providers.Tokens;

namespace Atomic.Providers.Bidders;

/// <summary>
/// Chooses the examples that a bidder's prompt shows, before it bids: they are part of what is bid for. Where there is none to show it does not bid, since its prompt would be the
/// plain one's, whose record is another's.
/// </summary>
/// <param name="bidder">The bidder.</param>
/// <param name="options">How many, how long.</param>
/// <param name="demonstrations">The examples; null: none.</param>
/// <param name="counter">Counts tokens.</param>
internal sealed class DemonstrationShots(Bidder bidder, DemonstrationOptions options, IDemonstrations? demonstrations, TokenCounter counter)
{
    private static readonly Choice Nothing = new(null, 0, NoBidReason.NotLearned, "There is no verified example of the kind that it may be shown and has room for.");

    /// <summary>What is shown for an input.</summary>
    /// <param name="invitation">For what.</param>
    /// <param name="inputTokens">The prompt's length without examples, no more than the bidder takes.</param>
    public Choice Choose(BidInvitation invitation, int inputTokens)
    {
        if (!DemonstrationRules.CanBeShown(invitation.Payload))
            return new Choice(null, 0, NoBidReason.UnsupportedRequest, "It shows examples before an input that is a text or an object; this one is a conversation.");
        OutputSchema? schema = null;
        if (invitation.Payload.OutputSchema is { } asked && !OutputSchema.TryCompile(asked, out schema, out _))
            return Nothing;
        var tokens = new Dictionary<string, int>(StringComparer.Ordinal);
        var chosen = demonstrations?.Choose(invitation.LearningScope, new DemonstrationRequest
        {
            Text = InputText.Of(invitation.Payload.Input),
            Vector = invitation.Vector,
            Bidder = bidder,
            Count = options.Count,
            MaxTokens = Math.Min(options.MaxTokens, bidder.MaxInputTokens - inputTokens),
            TokensOf = example => tokens[example.Hash] = PromptLength.Of(example, counter),
            Schema = schema,
            Now = invitation.Now,
            Longest = TimeSpan.MaxValue,
        });
        return chosen is { Count: > 0 }
            ? new Choice([.. chosen.Select(static one => one.Shown)], chosen.Sum(one => tokens[one.Example.Hash]), default, null)
            : Nothing;
    }

    /// <summary>What a call has shown; null where it showed nothing.</summary>
    /// <param name="call">The call.</param>
    public static IReadOnlyList<ShownDemonstration>? Sent(ModelCall call) => call.Demonstrations.Count == 0
        ? null
        : [.. call.Demonstrations.Select(static chosen => chosen.Shown)];

    /// <summary>The examples for an input, or why there are none.</summary>
    /// <param name="Shown">The examples, in order; null: none.</param>
    /// <param name="Tokens">Their tokens.</param>
    /// <param name="Reason">Why there are none.</param>
    /// <param name="Gap">The same in one sentence; null where there are some.</param>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Choice(IReadOnlyList<ShownDemonstration>? Shown, int Tokens, NoBidReason Reason, string? Gap);
}
