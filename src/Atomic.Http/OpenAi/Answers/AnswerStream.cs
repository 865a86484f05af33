using Atomic.Core.Microtasks;
using Atomic.Http.Access;
using Atomic.Http.OpenAi.Errors;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Streaming;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.OpenAi.Answers;

/// <summary>
/// Answers while the answer arrives. The status is decided as late as possible, so that a microtask that ends without an answer is told by its status like
/// any other; once something was sent, a failure ends the stream with an error. Whoever hangs up cancels the microtask, unless an idempotency key lets
/// the caller come back for it.
/// </summary>
/// <param name="service">Does the work.</param>
/// <param name="wait">Waits for the end.</param>
/// <param name="options">How long a stream may be silent.</param>
/// <param name="time">The clock.</param>
internal sealed class AnswerStream(IMicrotaskService service, AnswerWait wait, AtomicHttpOptions options, TimeProvider time)
{
    /// <summary>Answers the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="request">The request, read.</param>
    /// <param name="receipt">The microtask, accepted; its feed is disposed of.</param>
    /// <param name="form">The protocol.</param>
    public async Task RunAsync(HttpContext context, OpenAiRequest request, AcceptedReceipt receipt, IAnswerForm form)
    {
        using var feed = receipt.Answer;
        using var stream = new EventStream(context);
        AnswerHeaders.WriteId(context, receipt.Id);
        try
        {
            await RunAsync(context, request, receipt.Id, feed, stream, form);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            if (request.Submission.IdempotencyKey is null) await service.CancelAsync(context.CallerOf().Tenant, receipt.Id, CancellationToken.None);
            throw;
        }
    }

    private async Task RunAsync(HttpContext context, OpenAiRequest request, string id, AnswerFeed? feed, EventStream stream, IAnswerForm form)
    {
        var tenant = context.CallerOf().Tenant;
        var end = wait.EndOfAsync(tenant, id, request.Submission.Policy.DeadlineSeconds, context.RequestAborted);
        var passed = await PassAsync(context, id, feed, stream, form, end);
        var view = await end;
        if (view is { Status: MicrotaskStatus.Succeeded })
        {
            var answered = new AnsweredRequest(request, view);
            if (!stream.HasStarted) AnswerHeaders.WriteCost(context, answered);
            Begin(context, stream, form, view);
            passed |= Drain(feed, stream, form);
            if (!passed) form.AddWhole(stream, answered);
            form.End(stream, answered);
            await stream.FlushAsync();
            return;
        }

        var error = view is null ? OpenAiErrors.Gone : await wait.ErrorOfAsync(tenant, view, context.RequestAborted);
        if (!stream.HasStarted)
        {
            await OpenAiErrorResponse.WriteAsync(context, error);
            return;
        }

        Drain(feed, stream, form);
        form.Fail(stream, error);
        await stream.FlushAsync();
    }

    /// <summary>Passes pieces on until the microtask has ended; between them, signs of life.</summary>
    /// <returns>Whether any piece was passed on.</returns>
    private async Task<bool> PassAsync(HttpContext context, string id, AnswerFeed? feed, EventStream stream, IAnswerForm form, Task end)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.StreamKeepAliveSeconds), time);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var tick = timer.WaitForNextTickAsync(over.Token).AsTask();
        var piece = feed is null ? null : feed.Pieces.WaitToReadAsync(over.Token).AsTask();
        var (passed, silent) = (false, true);
        while (!end.IsCompleted)
        {
            await (piece is null ? Task.WhenAny(end, tick) : Task.WhenAny(end, tick, piece));
            if (piece is { IsCompletedSuccessfully: true } && feed is not null)
            {
                await BeginAsync(context, id, stream, form);
                passed |= Drain(feed, stream, form);
                await stream.FlushAsync();
                (piece, silent) = (feed.Pieces.WaitToReadAsync(over.Token).AsTask(), false);
            }

            if (tick.IsCompleted && !end.IsCompleted)
            {
                await tick;
                if (silent) await KeepAliveAsync(context, id, stream, form);
                (tick, silent) = (timer.WaitForNextTickAsync(over.Token).AsTask(), true);
            }
        }

        await over.CancelAsync();
        return passed;
    }

    private async Task KeepAliveAsync(HttpContext context, string id, EventStream stream, IAnswerForm form)
    {
        await BeginAsync(context, id, stream, form);
        stream.WriteKeepAlive();
        await stream.FlushAsync();
    }

    // By the first piece the award is durable: it names the bidder before the first byte.
    private async Task BeginAsync(HttpContext context, string id, EventStream stream, IAnswerForm form)
    {
        if (stream.HasStarted) return;
        var view = await service.GetAsync(context.CallerOf().Tenant, id, TimeSpan.Zero, context.RequestAborted);
        Begin(context, stream, form, view ?? new MicrotaskView { Id = id, Kind = "", Status = MicrotaskStatus.Running, SubmittedAt = time.GetUtcNow() });
    }

    private static void Begin(HttpContext context, EventStream stream, IAnswerForm form, MicrotaskView view)
    {
        if (stream.HasStarted) return;
        AnswerHeaders.WriteAward(context, view.Award);
        stream.Start();
        form.Begin(stream, view);
    }

    private static bool Drain(AnswerFeed? feed, EventStream stream, IAnswerForm form)
    {
        var any = false;
        while (feed is not null && feed.Pieces.TryRead(out var piece))
        {
            form.Add(stream, piece);
            any = true;
        }

        return any;
    }
}
