using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Atomic.Client.Json;
using Atomic.Client.Transport;
using OpenAI.Chat;

namespace Atomic.Client.Chat;

/// <summary>Turns what went wrong with a chat into an <see cref="AtomicClientException"/>.</summary>
internal static class ChatFailures
{
    /// <summary>Whether it is a failure of the protocol's client or of the connection, and none of the caller's.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public static bool IsOurs(Exception failure, CancellationToken cancellationToken) =>
        failure is ClientResultException or HttpRequestException or IOException or SocketException or JsonException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>The failure in this library's terms.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="exchange">The exchange.</param>
    /// <param name="root">The server's base URL.</param>
    public static AtomicClientException Of(Exception failure, ChatExchange exchange, Uri root)
    {
        if (failure is AtomicClientException own)
            return own;
        var id = exchange.Find("x-atomic-id");
        if (failure is ClientResultException { Status: > 0 } refused)
            return Refused(refused, exchange, root, id);
        if (exchange.Answer is not null)
            return new AtomicClientException(AtomicClientException.StreamBroken, $"The answer of {root} broke off ({failure.Message.TrimEnd('.')}); what came before it is not the whole.", failure) { MicrotaskId = id };
        return new AtomicClientException(
            AtomicClientException.Unreachable, $"The Atomic server at {root} cannot be reached ({failure.Message.TrimEnd('.')}); check the URL, and that the server runs.", failure);
    }

    /// <summary>The failure that a piece of a stream tells of; null where it tells of none.</summary>
    /// <param name="piece">The piece as the protocol has it.</param>
    /// <param name="id">The microtask.</param>
    public static AtomicClientException? In(object? piece, string? id)
    {
        // The protocol's client reads an error in a stream as a piece without choices.
        if (piece is not StreamingChatCompletionUpdate { FinishReason: null, ContentUpdate.Count: 0, ToolCallUpdates.Count: 0, Usage: null } update)
            return null;
        var error = Read(ModelReaderWriter.Write(update));
        return error is null ? null : new AtomicClientException(CodeOf(error) ?? AtomicClientException.StreamBroken, error.Message ?? "The answer broke off.") { MicrotaskId = id };
    }

    /// <summary>The failure of a stream that ended before the answer did.</summary>
    /// <param name="id">The microtask.</param>
    public static AtomicClientException Unfinished(string? id) =>
        new(AtomicClientException.StreamBroken, "The stream ended before the answer did; what came is not the whole. Ask again.") { MicrotaskId = id };

    private static AtomicClientException Refused(ClientResultException refused, ChatExchange exchange, Uri root, string? id)
    {
        var error = refused.GetRawResponse() is { Content: { } content } ? Read(content) : null;
        var retryAfter = int.TryParse(exchange.Find("Retry-After"), out var seconds) ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return new AtomicClientException(
            error is null ? AtomicClientException.UnexpectedAnswer : CodeOf(error) ?? AtomicClientException.UnexpectedAnswer,
            error?.Message ?? $"What listens at {root} answered with status {refused.Status}, and not as Atomic does; check the URL.",
            refused)
        {
            Status = (HttpStatusCode)refused.Status,
            Pointer = error?.Param,
            MicrotaskId = id,
            RetryAfter = retryAfter,
        };
    }

    // The protocol writes codes with underscores; the same problem has the same code on every way to the house.
    private static string? CodeOf(OpenAIError error) => (error.Code ?? error.Type)?.Replace('_', '-');

    private static OpenAIError? Read(BinaryData content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, ClientJson.Default.OpenAIErrorBody)?.Error;
        }
        catch (JsonException)
        {
            // No error of the protocol: said by the caller.
            return null;
        }
    }
}
