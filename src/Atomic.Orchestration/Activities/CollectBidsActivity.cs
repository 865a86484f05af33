using Atomic.Core.Bids;
using Atomic.Core.Contexts;
using Atomic.Core.Calibration;
using Atomic.Core.Learning;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Microtasks;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Orchestration.Activities;

/// <summary>
/// Asks the bidders named, in parallel and each within the time limit, and holds what they promise against what became of their earlier promises. Whoever fails
/// or is late does not bid, with its reason.
/// </summary>
/// <param name="marketplace">The bidders.</param>
/// <param name="trackRecords">What is known of them.</param>
/// <param name="payloads">Where large payloads are.</param>
/// <param name="options">The time limit.</param>
/// <param name="time">The clock.</param>
/// <param name="contexts">What was learned of inputs; null: nothing.</param>
/// <param name="log">Told of bidders that fail to bid; null: nobody is.</param>
public sealed class CollectBidsActivity(
    IMarketplace marketplace, ITrackRecordStore trackRecords, PayloadResolver payloads, OrchestrationOptions options, TimeProvider time,
    IContextReader? contexts = null, ILogger<CollectBidsActivity>? log = null)
{
    private readonly ILogger _log = log ?? NullLogger<CollectBidsActivity>.Instance;

    /// <summary>Collects the bids.</summary>
    /// <param name="request">From whom, on what.</param>
    /// <param name="cancellationToken">The host's.</param>
    public async Task<BidBook> RunAsync(BidRequest request, CancellationToken cancellationToken)
    {
        using var span = MicrotaskSpans.CollectBids(request);
        try
        {
            var book = await CollectAsync(request, cancellationToken);
            span.Collected(book);
            MicrotaskMetrics.Collected(book);
            LogFailures(request, book);
            return book;
        }
        catch (Exception failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    private async Task<BidBook> CollectAsync(BidRequest request, CancellationToken cancellationToken)
    {
        var record = await trackRecords.GetAsync(LearningScope.Of(request.Tenant, request.Kind), cancellationToken);
        var payload = await payloads.ResolveAsync(request.Payload, cancellationToken);
        var now = time.GetUtcNow();
        var shifts = ShiftsOf(request, record, payload);
        var replies = new BidReply[request.BidderIds.Count];
        List<(int Index, Task<BidReply> Reply)>? pending = null;
        for (var i = 0; i < replies.Length; i++)
        {
            var reply = AskAsync(request.BidderIds[i], shifts?[i] ?? default, request, record, payload, now, cancellationToken);
            if (reply.IsCompletedSuccessfully)
                replies[i] = reply.Result;
            else
                (pending ??= []).Add((i, reply.AsTask()));
        }

        foreach (var (index, reply) in pending ?? [])
            replies[index] = await reply;

        return BookOf(replies, record, request.PairsAmong);
    }

    // Variants are read with the bidders whose deployments they share, whether those were asked or not.
    private IReadOnlyList<ContextShift>? ShiftsOf(BidRequest request, KindRecord record, MicrotaskPayload payload)
    {
        if (contexts is null) return null;
        string?[] bases = [.. request.BidderIds.Select(id => marketplace.Market.Find(id)?.Prompt?.Of)];
        var known = bases.OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var shifts = contexts.Read(record.Kind, InputText.Of(payload.Input), known.Count == 0 ? request.BidderIds : [.. request.BidderIds, .. known], request.Vector);
        return shifts is null || known.Count == 0
            ? shifts
            : [.. bases.Select((of, i) => of is null ? shifts[i] : shifts[i].WithBase(shifts[bases.Length + known.IndexOf(of)]))];
    }

    private ValueTask<BidReply> AskAsync(
        string bidderId, ContextShift context, BidRequest request, KindRecord record, MicrotaskPayload payload, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (marketplace.Find(bidderId) is not { } bidder)
            return new(BidReply.None(new NoBid(bidderId, NoBidReason.Unavailable, "It left the market after the microtask was accepted.")));

        var invitation = new BidInvitation
        {
            MicrotaskId = request.MicrotaskId,
            Kind = request.Kind,
            LearningScope = record.Kind,
            Payload = payload,
            SchemaShape = request.SchemaShape,
            InputTokens = request.InputTokens,
            TrackRecord = record.Of(bidderId),
            RecordOfBase = bidder.Definition.Prompt?.Of is { } of ? record.Of(of) : null,
            TrackRecordVersion = record.Version,
            Context = context,
            Vector = request.Vector,
            MinQuality = request.MinQuality,
            Now = now,
        };
        try
        {
            // Bids from the track record are computed on the spot: no timer and no task for them.
            var reply = bidder.BidAsync(invitation, cancellationToken);
            return reply.IsCompletedSuccessfully ? new(Checked(reply.Result)) : new(WithinLimitAsync(bidderId, reply.AsTask(), LimitMs(request, now), cancellationToken));
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new(Failed(bidderId, failure));
        }
    }

    private async Task<BidReply> WithinLimitAsync(string bidderId, Task<BidReply> reply, double limitMs, CancellationToken cancellationToken)
    {
        try
        {
            return Checked(await reply.WaitAsync(TimeSpan.FromMilliseconds(limitMs), time, cancellationToken));
        }
        catch (TimeoutException)
        {
            return BidReply.None(new NoBid(bidderId, NoBidReason.TimedOut, limitMs < options.BidTimeLimitMs
                ? FormattableString.Invariant($"It did not answer within the {limitMs:0.#} ms that were left of the deadline.")
                : $"It did not answer within the time limit for bids of {options.BidTimeLimitMs} ms."));
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A bidder is foreign code: whatever it throws is a reason for no bid, never the end of the auction.
            return Failed(bidderId, failure);
        }
    }

    // Bids share the microtask's one clock: what is left of the deadline is their limit where it is shorter.
    private double LimitMs(BidRequest request, DateTimeOffset now) =>
        request.DeadlineAt is { } deadline ? Math.Clamp((deadline - now).TotalMilliseconds, 0, options.BidTimeLimitMs) : options.BidTimeLimitMs;

    private static BidReply Failed(string bidderId, Exception failure) =>
        BidReply.None(new NoBid(bidderId, NoBidReason.Failed, $"Bidding failed with {failure.GetType().Name}: {failure.Message}"));

    private static BidReply Checked(BidReply reply) =>
        reply.Bid is { } bid && BidCheck.Defect(bid) is { } defect ? BidReply.None(new NoBid(bid.BidderId, NoBidReason.InvalidBid, defect)) : reply;

    private void LogFailures(BidRequest request, BidBook book)
    {
        foreach (var noBid in book.NoBids)
        {
            if (noBid.Reason is NoBidReason.Failed or NoBidReason.InvalidBid or NoBidReason.TimedOut)
                OrchestrationLog.BidFailed(_log, noBid.BidderId, request.MicrotaskId, WireNames<NoBidReason>.Of(noBid.Reason));
        }
    }

    private BidBook BookOf(BidReply[] replies, KindRecord record, IReadOnlyList<string> pairsAmong)
    {
        var bids = new List<Bid>(replies.Length);
        List<NoBid>? noBids = null;
        foreach (var reply in replies)
        {
            if (reply.Bid is { } bid)
                bids.Add(PromiseDiscount.Applied(bid, record.Of(bid.BidderId).Calibration, record.Version));
            else if (reply.NoBid is { } noBid)
                (noBids ??= []).Add(noBid);
        }

        return new BidBook
        {
            Bids = bids,
            NoBids = noBids ?? [],
            MarketVersion = marketplace.Market.Version,
            TrackRecordVersion = record.Version,
            Pairs = pairsAmong.Count == 0 ? null : PairEvidence.Among(record, pairsAmong.ToHashSet(StringComparer.Ordinal)),
        };
    }
}
