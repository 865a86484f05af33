using System.Globalization;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Errors;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Chat;
using Atomic.Providers.Configuration;
using Atomic.Providers.Quotas;
using Atomic.Providers.Resilience;
using Azure.Identity;
using Polly.Timeout;

namespace Atomic.Providers.Bidders;

/// <summary>
/// Tells of failures: what happened, to which model at which endpoint, and what to do. It composes its sentences from configuration and
/// figures only, never from what the endpoint or an exception says, since those may quote a key or the payload.
/// </summary>
/// <param name="endpoint">The endpoint's name.</param>
/// <param name="model">The model.</param>
/// <param name="credentialSource">Where the endpoint's credential is configured.</param>
internal sealed class ModelFailure(string endpoint, string model, string credentialSource)
{
    private readonly string _subject = $"Model '{model}' at endpoint '{endpoint}'";
    private readonly string _path = $"{MarketOptions.Section}:Endpoints:{endpoint}";

    /// <summary>Why it may not be asked, in a sentence.</summary>
    /// <param name="state">A state that is not available.</param>
    public string NotAvailable(AvailabilityState state) => state.Reason == NoBidReason.RateLimited
        ? $"{_subject} is rate limited until {Moment(state.Until)}."
        : $"{_subject} failed repeatedly and rests until {Moment(state.Until)}.";

    /// <summary>Why it has no room, in a sentence.</summary>
    /// <param name="shortage">What is missing.</param>
    public string AtCapacity(QuotaShortage shortage) => shortage.Until is { } until
        ? $"{_subject} has used up {shortage.What} until {Moment(until)}."
        : $"{_subject} has used up {shortage.What}.";

    /// <summary>The reply of a call that was not sent, as the endpoint stays away.</summary>
    /// <param name="state">A state that is not available.</param>
    public ModelReply NotSent(AvailabilityState state) =>
        NotSent(state.Reason == NoBidReason.RateLimited ? AttemptOutcome.RateLimited : AttemptOutcome.Unreachable, "") with { Detail = NotAvailable(state) };

    /// <summary>The reply of a call that was not sent, as there was no room for it.</summary>
    /// <param name="shortage">What is missing.</param>
    public ModelReply NotSent(QuotaShortage shortage) => NotSent(AttemptOutcome.RateLimited, "") with { Detail = $"{AtCapacity(shortage)} It was not asked." };

    /// <summary>The reply of a call that was not sent.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="what">What happened, as the predicate of a sentence about the model.</param>
    public ModelReply NotSent(AttemptOutcome outcome, string what) => new() { Outcome = outcome, Detail = $"{_subject} {what}.", Requests = 0, LatencySeconds = 0 };

    /// <summary>The failure of an answer.</summary>
    /// <param name="context">The call.</param>
    /// <param name="fault">What is wrong with it.</param>
    public ModelReply Of(ModelCallContext context, AnswerFault fault) =>
        Of(context, fault.Outcome, fault.IsForeign ? $"{fault.What}; check {_path}:BaseUrl" : fault.What);

    /// <summary>A failure.</summary>
    /// <param name="context">The call.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="what">What happened, as the predicate of a sentence about the model.</param>
    public ModelReply Of(ModelCallContext context, AttemptOutcome outcome, string what) => new()
    {
        Outcome = outcome,
        Detail = $"{_subject} {what}.",
        Requests = context.Requests,
        LatencySeconds = context.Elapsed.TotalSeconds,
    };

    /// <summary>The failure behind an exception.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="context">The call.</param>
    /// <param name="timeLimit">The call's time limit.</param>
    /// <param name="isLimitReached">Whether that limit was reached.</param>
    /// <param name="isCancelled">Whether the caller cancelled.</param>
    public ModelReply Of(Exception exception, ModelCallContext context, TimeSpan timeLimit, bool isLimitReached, bool isCancelled)
    {
        if (isCancelled)
            return Of(context, AttemptOutcome.Cancelled, "was cancelled while it worked");
        if (context.Status is { } status and not (>= 200 and < 300))
            return OfStatus(context, status);
        if (isLimitReached)
        {
            var whole = context.Stream?.HasPassedOn == true ? "ended its answer" : "answered";
            return Of(context, AttemptOutcome.TimedOut, $"had not {whole} after {timeLimit.TotalSeconds:0.###} s, the time that was left");
        }

        if (context.Status is not null)
            return Of(context, ModelAnswer.NoCompletion);

        var (outcome, what) = OfTransport(exception);
        return Of(context, outcome, what);
    }

    private (AttemptOutcome Outcome, string What) OfTransport(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is TimeoutRejectedException)
                return (AttemptOutcome.TimedOut, $"had not answered a request within {_path}:TimeoutSeconds");
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded })
                return (AttemptOutcome.MalformedResponse, $"sent an answer of more than {MeteringHandler.DefaultMaxResponseBytes} bytes, which was not read");
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
                return (AttemptOutcome.Unreachable, $"cannot be reached over TLS; check the certificate of {_path}:BaseUrl");
            if (EndpointPipeline.IsConnectFailure(cause))
                return (AttemptOutcome.Unreachable, $"cannot be reached; check that it runs, and {_path}:BaseUrl");
            if (cause is HttpRequestException or IOException)
                return (AttemptOutcome.Unreachable, "closed the connection before it had answered; check that it runs");
            if (cause is AuthenticationFailedException)
                return (AttemptOutcome.Rejected, "was not asked, as no token could be had; sign in with the Azure CLI, or give the host's identity access");
            if (cause is AtomicException { Code: ErrorCodes.InvalidConfiguration })
                return (AttemptOutcome.Rejected, $"was not asked, as the request was for another host than that of {_path}:BaseUrl");
        }

        return (AttemptOutcome.Failed, $"could not be asked ({exception.GetType().Name})");
    }

    private ModelReply OfStatus(ModelCallContext context, int status)
    {
        var code = ErrorAnswer.CodeOf(context.Body);
        var (outcome, what) = status switch
        {
            429 => (AttemptOutcome.RateLimited, $"is out of capacity or quota (HTTP 429){ForHowLong(context)}"),
            503 when context.RetryAfter is not null => (AttemptOutcome.RateLimited, $"is out of capacity (HTTP 503){ForHowLong(context)}"),
            >= 500 => (AttemptOutcome.ServerError, $"failed by itself (HTTP {status}); see its log"),
            408 => (AttemptOutcome.TimedOut, "gave up waiting for the request (HTTP 408)"),
            401 or 403 => (AttemptOutcome.Rejected, $"refused the credential (HTTP {status}); check {credentialSource}"),
            404 => (AttemptOutcome.Rejected, $"was not found (HTTP 404); check the bidder's Model and {_path}:BaseUrl"),
            413 => (AttemptOutcome.Rejected, "takes no input of that size (HTTP 413); lower the bidder's MaxInputTokens"),
            _ when ErrorAnswer.IsFilter(code) =>
                (AttemptOutcome.Declined, $"declined the input by its content filter (HTTP {status})"),
            _ when code == "context_length_exceeded" =>
                (AttemptOutcome.Rejected, $"takes no input of that length (HTTP {status}); lower the bidder's MaxInputTokens"),
            >= 300 and < 400 => (AttemptOutcome.Rejected, $"redirects elsewhere (HTTP {status}), which is never followed; set {_path}:BaseUrl to the final URL"),
            _ => (AttemptOutcome.Rejected, $"refused the request (HTTP {status}); check the bidder's options against what the model takes"),
        };
        return Of(context, outcome, what);
    }

    private static string ForHowLong(ModelCallContext context) =>
        context.RetryAfter is { } time ? $" and asks to wait {time.TotalSeconds:0.###} s" : "";

    private static string Moment(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
