using System.Text.Json;
using Atomic.Core.Learning;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Bidders;
using Atomic.Providers.Clients;
using Atomic.Providers.Configuration;
using Atomic.Providers.Tokens;
using Azure.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Providers.Tests.Fixtures;

/// <summary>A market of one model behind a recorded transport.</summary>
public sealed class TestMarket : IDisposable
{
    public const string Key = "sk-very-secret-0123456789";

    public static readonly TokenCounter Counter = new();

    private readonly ModelBidders _bidders;

    public TestMarket(
        HttpMessageHandler? transport,
        TimeProvider? time = null,
        Action<EndpointOptions>? endpoint = null,
        Action<BidderOptions>? bidder = null,
        TokenCredential? credential = null,
        bool telemetry = false,
        ILogger<ModelBidders>? log = null,
        Action<BidderOptions>? more = null,
        IDemonstrations? demonstrations = null,
        params VariantOptions[] variants)
    {
        var endpointOptions = new EndpointOptions { BaseUrl = "http://gpu-1:8000/v1", ApiKey = Key, RetryDelayMs = 0 };
        endpoint?.Invoke(endpointOptions);
        var options = new MarketOptions { Telemetry = telemetry };
        options.Endpoints.Add("gpu", endpointOptions);
        foreach (var configure in more is null ? new[] { bidder } : [bidder, more])
        {
            var bidderOptions = new BidderOptions
            {
                Id = "gpu/small", Endpoint = "gpu", Model = "small-7b", MaxOutputTokens = 50, Price = new PriceOptions { InputUsdPerMTok = 1, OutputUsdPerMTok = 2 },
            };
            configure?.Invoke(bidderOptions);
            options.Bidders.Add(bidderOptions);
        }

        options.Variants.AddRange(variants);
        MarketOptionsCheck.Problems(options, static _ => null).ShouldBeEmpty();
        var clock = time ?? TimeProvider.System;
        var factory = new ChatClientFactory(clock, static _ => null, () => credential!, transport is null ? null : _ => transport);
        _bidders = new ModelBidders(options, factory, Counter, clock, log ?? NullLogger<ModelBidders>.Instance, demonstrations: demonstrations);
    }

    public IReadOnlyList<IBidder> Bidders => _bidders.Bidders;

    public IBidder Bidder => _bidders.Bidders[0];

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    public static MicrotaskPayload Payload(string input = "\"Where is my parcel?\"", string? instructions = "Name the department.", string? schema = null) =>
        new(instructions, Json(input), schema is null ? null : Json(schema));

    public static ModelCall Call(MicrotaskPayload? payload = null, double seconds = 30, string key = "mt-1:0") => new()
    {
        MicrotaskId = "mt-1", Kind = "routing", Payload = payload ?? Payload(), IdempotencyKey = key, TimeLimit = TimeSpan.FromSeconds(seconds),
    };

    public static BidInvitation Invitation(int inputTokens = 20, MicrotaskPayload? payload = null) => new()
    {
        MicrotaskId = "mt-1",
        Kind = "routing",
        Payload = payload ?? Payload(),
        InputTokens = inputTokens,
        TrackRecord = TrackRecord.Empty,
        Now = DateTimeOffset.UnixEpoch,
    };

    public Task<ModelReply> ExecuteAsync(ModelCall? call = null, CancellationToken cancellationToken = default) =>
        Bidder.ExecuteAsync(call ?? Call(), cancellationToken);

    public async Task<BidReply> BidAsync(BidInvitation? invitation = null) => await Bidder.BidAsync(invitation ?? Invitation(), CancellationToken.None);

    public void Dispose() => _bidders.Dispose();
}
