using System.ClientModel;
using System.ClientModel.Primitives;
using Atomic.Providers.Chat;
using Atomic.Providers.Resilience;
using Atomic.Providers.Telemetry;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Atomic.Providers.Clients;

/// <summary>
/// A model behind the OpenAI protocol. What is sent is the body that the call's context has, byte by byte, and what comes back is left there; the messages and
/// options that pass through here are for the spans of the clients around it. The SDK authenticates and sends.
/// </summary>
/// <param name="client">The SDK's client.</param>
/// <param name="metadata">Which model, where.</param>
internal sealed class ProtocolChatClient(ChatClient client, ChatClientMetadata metadata) : IChatClient
{
    /// <inheritdoc/>
    /// <exception cref="ModelCallFailedException">The answer is none; the call's context says why.</exception>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = ModelCallContext.Current ?? throw new InvalidOperationException("No model call has been entered.");
        using var content = BinaryContent.Create(call.Request);
        var result = await client.CompleteChatAsync(content, new RequestOptions { CancellationToken = cancellationToken, BufferResponse = call.Stream is null });
        using var response = result.GetRawResponse();
        call.Answer = await ReadAsync(call, response, cancellationToken);
        return call.Answer is { } answer ? ResponseOf(answer) : throw new ModelCallFailedException();
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("An answer that streams goes into the sink of its call.");

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? metadata : serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // The connections are the endpoint's.
    }

    private static async Task<ModelAnswer?> ReadAsync(ModelCallContext call, PipelineResponse response, CancellationToken cancellationToken)
    {
        AnswerFault fault;
        ModelAnswer? answer;
        if (call.Body is { } body)
        {
            answer = ModelAnswer.Read(body, out fault);
        }
        else
        {
            call.Fault = await call.Stream!.ReadAsync(response.ContentStream!, cancellationToken);
            if (call.Fault is not null)
                return null;
            answer = call.Stream.Answer.Read(out fault);
        }

        if (answer is null)
            call.Fault = fault;
        return answer;
    }

    private static ChatResponse ResponseOf(ModelAnswer answer) => new(new ChatMessage(ChatRole.Assistant, answer.Text))
    {
        ModelId = answer.ServedModel,
        FinishReason = answer.FinishReason is { } reason ? new Microsoft.Extensions.AI.ChatFinishReason(reason) : null,
        Usage = new UsageDetails { InputTokenCount = answer.InputTokens, OutputTokenCount = answer.OutputTokens },
    };
}
