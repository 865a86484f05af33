using Atomic.Orchestration.Ports;
using Atomic.Providers.Clients;
using Atomic.Providers.Configuration;
using Atomic.Providers.Quotas;
using Atomic.Providers.Resilience;
using Atomic.Providers.Telemetry;
using Atomic.Providers.Tokens;
using Microsoft.Extensions.Logging;

namespace Atomic.Providers.Bidders;

/// <summary>The bidders of a configured market, with the endpoints and their connections behind them.</summary>
public sealed class ModelBidders : IDisposable
{
    private readonly Dictionary<string, ModelEndpoint> _endpoints = new(StringComparer.Ordinal);

    /// <summary>Makes the bidders.</summary>
    /// <param name="options">Options that passed <see cref="MarketOptionsCheck"/>.</param>
    /// <param name="clients">Makes the endpoints.</param>
    /// <param name="counter">Counts tokens.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Is told when an endpoint stays away.</param>
    /// <param name="telemetry">What calls tell where <see cref="MarketOptions.Telemetry"/> does not say; null: nothing.</param>
    /// <param name="demonstrations">The examples that variants may show; null: none.</param>
    public ModelBidders(
        MarketOptions options, ChatClientFactory clients, TokenCounter counter, TimeProvider time, ILogger<ModelBidders> log, ModelTelemetry? telemetry = null,
        IDemonstrations? demonstrations = null)
    {
        var told = telemetry ?? ModelTelemetry.Off;
        told = told with { IsOn = options.Telemetry ?? told.IsOn };
        foreach (var (name, endpoint) in options.Endpoints)
            _endpoints.Add(name, clients.Create(name, endpoint, told));

        Bidders =
        [
            .. VariantBidders.Of(options).GroupBy(static bidder => (bidder.Endpoint, bidder.Model)).SelectMany(group =>
            {
                // Bidders of one model at one endpoint differ in their prompt only: what is known of its availability is theirs together, and so
                // are the endpoint's quotas.
                var availability = new EndpointAvailability(time);
                var gate = new QuotaGate(time);
                var shared = QuotaOptions.OfEndpoint(options.Endpoints[group.Key.Endpoint]);

                // A bidder's own quotas are its deployment's: its variants count in them too.
                return group.GroupBy(static bidder => bidder.VariantOf ?? bidder.Id, StringComparer.Ordinal).SelectMany(prompts =>
                {
                    var quotas = QuotaOptions.OfBidder(prompts.First(), shared);
                    return prompts.Select(bidder => new ModelBidder(
                        bidder, _endpoints[bidder.Endpoint], availability, new ModelQuotas(gate, quotas, bidder.Prior.OutputTokens), counter, time, log, demonstrations));
                });
            }),
        ];
    }

    /// <summary>The bidders.</summary>
    public IReadOnlyList<IBidder> Bidders { get; }

    /// <summary>Closes all connections.</summary>
    public void Dispose()
    {
        foreach (var endpoint in _endpoints.Values)
            endpoint.Dispose();
    }
}
