using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Queues;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Queues;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;

namespace Atomic.Storage.Azure.Tests.Queues;

/// <summary>A pump on queues of its own, and what a submitter does at their other ends.</summary>
internal sealed class RunningPump : ILogger<QueuePump>, IAsyncDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static int s_number;

    public RunningPump(string connectionString, ScriptedHouse house, Action<QueueOptions>? configure = null)
    {
        var number = Interlocked.Increment(ref s_number);
        var options = new QueueOptions { Input = $"in-{number}", Output = $"out-{number}", RetrySeconds = 0, MaxPollingSeconds = 0.2 };
        configure?.Invoke(options);
        options.Problems().ShouldBeEmpty();
        var connection = new AzureStorageConnection(new AzureStorageOptions { ConnectionString = connectionString, MaxRetries = 0, NetworkTimeoutSeconds = 30 });
        Input = new QueueClient(connectionString, options.Input, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        Output = new QueueClient(connectionString, options.Output, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        var handler = new QueueJobHandler(house, house, house, options, new OrchestrationOptions(), TimeProvider.System);
        Pump = new QueuePump(connection, new AzureQueueSender(connection, options), handler, options, TimeProvider.System, this);
    }

    public QueuePump Pump { get; }

    public QueueClient Input { get; }

    public QueueClient Output { get; }

    public ConcurrentQueue<(int Event, string Text)> Log { get; } = new();

    public async Task PutAsync(string text, bool isBase64 = true)
    {
        await Input.CreateIfNotExistsAsync();
        await Input.SendMessageAsync(isBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(text)) : text);
    }

    /// <summary>So many results, taken off the queue.</summary>
    public async Task<List<JsonElement>> TakeResultsAsync(int count)
    {
        await Output.CreateIfNotExistsAsync();
        var results = new List<JsonElement>();
        await UntilAsync(
            async () =>
            {
                foreach (var message in (await Output.ReceiveMessagesAsync(32)).Value)
                {
                    results.Add(JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText))).RootElement);
                    await Output.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                }

                return results.Count >= count;
            },
            $"there are {count} results");
        return results;
    }

    /// <summary>How many messages there are, those included that are hidden.</summary>
    public static async Task<int> CountAsync(QueueClient queue) => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;

    public Task UntilEmptyAsync() => UntilAsync(async () => await CountAsync(Input) == 0, "the input queue is empty");

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            clock.Elapsed.ShouldBeLessThan(Bound, $"waited in vain until {what}");
            await Task.Delay(20);
        }
    }

    public ValueTask DisposeAsync() => Pump.DisposeAsync();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Log.Enqueue((eventId.Id, formatter(state, exception)));
}
