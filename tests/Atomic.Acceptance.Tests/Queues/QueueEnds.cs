using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Acceptance.Tests.Hosting;
using Azure.Storage.Queues;

namespace Atomic.Acceptance.Tests.Queues;

/// <summary>Two queues of one test, and what a submitter does at their ends.</summary>
internal sealed class QueueEnds
{
    private static int s_number;

    private readonly QueueClient _input;
    private readonly QueueClient _output;
    private readonly string _connectionString;
    private readonly List<JsonElement> _results = [];

    /// <summary>Queues of an account.</summary>
    public QueueEnds(string connectionString)
    {
        var number = Interlocked.Increment(ref s_number);
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        _connectionString = connectionString;
        _input = new QueueClient(connectionString, $"microtasks-{number}", options);
        _output = new QueueClient(connectionString, $"results-{number}", options);
    }

    /// <summary>Every result that was taken by now, in the order in which they came.</summary>
    public IReadOnlyList<JsonElement> Results => _results;

    /// <summary>The sections of the configuration that make a server take from these queues.</summary>
    public (string Name, JsonNode Section)[] Sections(int visibilitySeconds) =>
    [
        ("Storage", new JsonObject { ["ConnectionString"] = _connectionString }),
        ("Queues", new JsonObject
        {
            ["Input"] = _input.Name, ["Output"] = _output.Name, ["VisibilitySeconds"] = visibilitySeconds, ["MaxPollingSeconds"] = 0.2, ["RetrySeconds"] = 0,
        }),
    ];

    /// <summary>Puts a message.</summary>
    public async Task PutAsync(string text)
    {
        await _input.CreateIfNotExistsAsync();
        await _input.SendMessageAsync(text);
    }

    /// <summary>Waits until so many results have come, and the input is empty.</summary>
    public async Task UntilDoneAsync(int results)
    {
        await _output.CreateIfNotExistsAsync();
        await Eventually.GetAsync(
            async () =>
            {
                foreach (var message in (await _output.ReceiveMessagesAsync(32)).Value)
                {
                    _results.Add(JsonDocument.Parse(Encoding.UTF8.GetString(message.Body)).RootElement);
                    await _output.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                }

                return _results.Count >= results && (await _input.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0 ? "yes" : null;
            },
            $"{results} results have come and no message is left",
            TimeSpan.FromSeconds(120));
    }
}
