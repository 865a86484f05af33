using System.Globalization;
using Atomic.Core.Markets;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Configuration;
using Atomic.Providers.Resilience;
using Atomic.Providers.Tokens;
using Microsoft.Extensions.Logging;

namespace Atomic.Providers.Embedders;

/// <summary>
/// The market's embedder. A source that gives nothing several times in a row rests for a growing time, so that it does not cost every microtask its time limit; after it one microtask
/// at a time tries. Whether it is quick enough for a tight deadline is known apart from whether it is there at all.
/// </summary>
internal sealed class InputEmbedder : IInputEmbedder
{
    private readonly IEmbeddingSource _source;
    private readonly TokenCounter _counter;
    private readonly ILogger _log;
    private readonly int _maxCharacters;
    private readonly EndpointAvailability _patient;
    private readonly EndpointAvailability _hurried;

    /// <summary>An embedder.</summary>
    /// <param name="source">What embeds.</param>
    /// <param name="options">How long, how much; they passed their check.</param>
    /// <param name="counter">Counts tokens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Is told when it rests.</param>
    public InputEmbedder(IEmbeddingSource source, InputEmbeddingOptions options, TokenCounter counter, TimeProvider time, ILogger log)
    {
        (_source, _counter, _log, _maxCharacters) = (source, counter, log, options.MaxCharacters);
        (_patient, _hurried) = (new EndpointAvailability(time), new EndpointAvailability(time));
        TimeLimit = TimeSpan.FromSeconds(options.TimeoutSeconds);
    }

    /// <inheritdoc/>
    public Bidder Definition => _source.Definition;

    /// <inheritdoc/>
    public TimeSpan TimeLimit { get; }

    /// <inheritdoc/>
    public string Cut(string text)
    {
        var cut = Beginning(text, _maxCharacters);
        for (var tokens = _counter.Count(cut); tokens > Definition.MaxInputTokens && cut.Length > 1; tokens = _counter.Count(cut))
            cut = Beginning(cut, Math.Max(1, (int)((long)cut.Length * Definition.MaxInputTokens / (tokens + 1))));
        return cut;
    }

    /// <inheritdoc/>
    public int CountTokens(string text) => _counter.Count(text);

    /// <inheritdoc/>
    public async Task<EmbedderReply> EmbedAsync(EmbedderCall call, CancellationToken cancellationToken)
    {
        var availability = call.TimeLimit < TimeLimit ? _hurried : _patient;
        var state = availability.ForBid();
        if (!state.IsAvailable)
            return new EmbedderReply { Detail = Resting(state.Until, call), LatencySeconds = 0 };
        var reply = await _source.EmbedAsync(call, cancellationToken);
        if (reply.Vector is not null)
            availability.Answered();
        else if (reply.WasSent && !cancellationToken.IsCancellationRequested && availability.Failed())
            _log.EmbedderRests(Definition.Id, availability.ForCall().Until);
        return reply;
    }

    private string Resting(DateTimeOffset? until, EmbedderCall call) => string.Create(
        CultureInfo.InvariantCulture,
        $"'{Definition.Id}' gave nothing several times in a row{(call.TimeLimit < TimeLimit ? " within what deadlines left it" : "")} and rests until {until:yyyy-MM-ddTHH:mm:ss.fffZ}.");

    // Never half of a character.
    private static string Beginning(string text, int most) => text.Length <= most ? text : text[..(most > 1 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
