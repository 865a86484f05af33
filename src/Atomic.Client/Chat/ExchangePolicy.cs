using System.ClientModel.Primitives;

namespace Atomic.Client.Chat;

/// <summary>Carries a <see cref="ChatExchange"/> through the protocol's client, which knows nothing of it.</summary>
internal sealed class ExchangePolicy : PipelinePolicy
{
    /// <inheritdoc/>
    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        var exchange = Begin(message);
        ProcessNext(message, pipeline, currentIndex);
        End(exchange, message);
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        var exchange = Begin(message);
        await ProcessNextAsync(message, pipeline, currentIndex);
        End(exchange, message);
    }

    private static ChatExchange? Begin(PipelineMessage message)
    {
        var exchange = ChatExchange.Current;
        foreach (var (name, value) in exchange?.RequestHeaders ?? [])
            message.Request.Headers.Set(name, value);
        return exchange;
    }

    private static void End(ChatExchange? exchange, PipelineMessage message) => exchange?.Answer = message.Response;
}
