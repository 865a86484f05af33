using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Errors;
using Atomic.Core.Json;
using Atomic.Core.Markets;
using Atomic.Core.Microtasks;
using Atomic.Core.Plans;
using Atomic.Core.Schemas;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;

namespace Atomic.Orchestration.Service;

/// <summary>Turns a submission into an accepted microtask: who may see it, how long it is, what it hashes to.</summary>
/// <param name="marketplace">The market.</param>
/// <param name="payloads">Where large payloads go.</param>
/// <param name="options">The server's own limits.</param>
/// <param name="time">The clock.</param>
/// <param name="kinds">What answers of a kind are held against.</param>
public sealed class Admission(IMarketplace marketplace, IPayloadStore payloads, OrchestrationOptions options, TimeProvider time, KindVerifiers kinds)
{
    /// <summary>The accepted microtask, or why it cannot be accepted.</summary>
    /// <param name="submission">What is asked.</param>
    /// <param name="id">The id that it gets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<Result<AcceptedMicrotask>> AdmitAsync(MicrotaskSubmission submission, string id, CancellationToken cancellationToken)
    {
        var market = marketplace.Market;
        if (market.Bidders.Count == 0)
            return new Problem(ErrorCodes.EmptyMarket, "The market has no bidders; configure at least one under Atomic:Market:Bidders and restart.");

        // A specialist takes up whatever kind the models teach it: by itself it does none.
        if (!market.Bidders.Any(bidder => bidder.Source != BidderSource.Specialist && bidder.Operation == submission.Payload.Operation && bidder.Does(submission.Kind)))
            return new Problem(ErrorCodes.UnknownKind, WhoIsMissing(submission), "/kind");

        if (!kinds.VerifiersOf(submission).TryGet(out var verify, out var fault))
            return fault;

        var json = JsonSerializer.SerializeToUtf8Bytes(submission.Payload, OrchestrationJson.Default.MicrotaskPayload);
        var inputTokens = marketplace.CountInputTokens(submission.Payload);
        var (invited, notInvited) = Invite(submission, inputTokens);
        return new AcceptedMicrotask
        {
            Id = id,
            Tenant = submission.Tenant,
            Kind = submission.Kind,
            Batch = submission.Batch,
            Stream = submission.Stream,
            HasOutputSchema = submission.Payload.OutputSchema is not null,
            OneModel = submission.Payload.Operation != Operation.Chat || submission.Payload.Parameters is not null,
            SchemaShape = submission.Payload.OutputSchema is { } schema ? SchemaShape.Of(schema) : null,
            Payload = await ReferenceAsync(submission.Payload, json, cancellationToken),
            Verify = verify,
            JudgeOf = submission.JudgeOf,
            Policy = submission.Policy,
            Tags = submission.Tags,
            AcceptedAt = time.GetUtcNow(),
            InputTokens = inputTokens,
            MarketVersion = market.Version,
            Invited = invited,
            NotInvited = notInvited,
            Embedding = EmbeddingPlan.Of(marketplace.Embedder?.Definition, submission, invited.Count),
            FanOut = options.FanOut,
            TextAgreement = options.TextAgreement,
            ComparesText = options.AgreeOnText && options.TextAgreement != TextAgreement.None,
            MaxInlineOutputBytes = options.MaxInlineOutputBytes,
            DeadlineSeconds = submission.Policy.DeadlineSeconds ?? options.DefaultDeadlineSeconds,
            RequestHash = submission.IdempotencyKey is null ? null : RequestHash(submission, json),
        };
    }

    /// <summary>SHA-256 over all that a submission means, hexadecimal.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="payloadJson">Its payload as JSON.</param>
    public static string RequestHash(MicrotaskSubmission submission, byte[] payloadJson)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{submission.Kind}\n"));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(submission.Policy, CoreJson.Default.Policy));
        foreach (var (name, value) in submission.Tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{name}={value}"));
        if (submission.Batch is { } batch)
            hash.AppendData(Encoding.UTF8.GetBytes($"\n\0{batch}"));
        if (submission.Verify is { } verify)
        {
            hash.AppendData("\n\0\0"u8);
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(verify, OrchestrationJson.Default.IReadOnlyListVerifier));
        }

        hash.AppendData("\n"u8);
        hash.AppendData(payloadJson);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private (IReadOnlyList<string> Invited, IReadOnlyList<NoBid> NotInvited) Invite(MicrotaskSubmission submission, int inputTokens)
    {
        var bidders = marketplace.Market.Bidders;
        var invited = new List<string>(bidders.Count);
        List<NoBid>? notInvited = null;
        foreach (var bidder in bidders)
        {
            if (Eligibility.Check(bidder, submission.Kind, submission.Policy, inputTokens, submission.Payload.Operation, submission.Payload.OutputSchema is not null) is { } noBid)
                (notInvited ??= []).Add(noBid);
            else
                invited.Add(bidder.Id);
        }

        return (invited, notInvited ?? []);
    }

    private async ValueTask<PayloadReference> ReferenceAsync(MicrotaskPayload payload, byte[] json, CancellationToken cancellationToken)
    {
        if (json.Length <= PayloadReference.MaxInlineBytes)
            return new PayloadReference(Convert.ToHexStringLower(SHA256.HashData(json)), json.Length, payload);
        return new PayloadReference(await payloads.PutAsync(json, cancellationToken), json.Length, null);
    }

    private string WhoIsMissing(MicrotaskSubmission submission)
    {
        if (marketplace.Market.Bidders.All(bidder => bidder.Operation != submission.Payload.Operation))
            return submission.Payload.Operation == Operation.Embeddings
                ? "No bidder makes embeddings; configure one with \"Operation\": \"embeddings\"."
                : "Every bidder makes embeddings and none answers; configure one that does.";
        return $"No bidder does microtasks of kind '{submission.Kind}'; {(Kinds(submission.Payload.Operation) is { Length: > 0 } kinds ? $"use one of {kinds} or " : "")}configure a bidder for it.";
    }

    private string Kinds(Operation operation) => string.Join(
        ", ", marketplace.Market.Bidders.Where(bidder => bidder.Operation == operation).SelectMany(static bidder => bidder.Kinds).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(20).Select(static kind => $"'{kind}'"));
}
