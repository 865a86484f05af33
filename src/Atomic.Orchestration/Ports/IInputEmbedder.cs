using Atomic.Core.Markets;

namespace Atomic.Orchestration.Ports;

/// <summary>Tells what an input means, before the bids. Where none is configured there is none, and bids go by words alone.</summary>
public interface IInputEmbedder
{
    /// <summary>Who sees the input: the policy's rules hold for it as for a bidder.</summary>
    Bidder Definition { get; }

    /// <summary>How long it may take at most; tight deadlines leave it less.</summary>
    TimeSpan TimeLimit { get; }

    /// <summary>How much of a text is embedded: its beginning, where it is longer than the model takes.</summary>
    /// <param name="text">The text.</param>
    string Cut(string text);

    /// <summary>How many tokens a text has.</summary>
    /// <param name="text">The text.</param>
    int CountTokens(string text);

    /// <summary>Embeds a text, within the time limit that is given. Failures are replies, not exceptions; nothing is tried again.</summary>
    /// <param name="call">What to embed.</param>
    /// <param name="cancellationToken">The host's.</param>
    Task<EmbedderReply> EmbedAsync(EmbedderCall call, CancellationToken cancellationToken);
}
