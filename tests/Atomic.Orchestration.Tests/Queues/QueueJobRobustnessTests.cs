using System.Text;
using System.Text.Json;
using Atomic.Core.Errors;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Queues;
using Atomic.Orchestration.Tests.Doubles;

namespace Atomic.Orchestration.Tests.Queues;

/// <summary>A queue takes whatever is put on it: every text has an outcome, and a poisoned one is kept.</summary>
public sealed class QueueJobRobustnessTests
{
    private const string Seed =
        """{"kind":"email-routing","instructions":"Route \u00e9 \ud83d\ude00.","input":"Hello","policy":"economy","tags":{"t":"v"},"idempotencyKey":"k","correlationId":"c"}""";

    private static readonly string[] Splices =
        ["\"", "\\", "\\ud800", "\\u0000", "\ud800", "\uFFFF", "{", "}", "[", "]", ",", ":", "null", "1e999", "\0", "\u00ff", "correlationId", "{\"a\":1,\"a\":2}"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task HandleAsync_AnyText_HasAnOutcome(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 3_000; round++)
        {
            var text = random.Next(3) == 0 ? RandomText(random) : Mutated(random);
            var service = new ScriptedMicrotasks();
            var poison = new MemoryPoison();
            var handler = new QueueJobHandler(service, poison, poison, new QueueOptions(), new OrchestrationOptions(), TimeProvider.System);

            var outcome = await handler.HandleAsync(new QueueJob("microtasks", $"message-{round}", text, random.Next(1, 8)), CancellationToken.None);

            var result = outcome switch
            {
                QueueJobOutcome.Completed completed => completed.Result,
                QueueJobOutcome.Poisoned poisoned => poisoned.Result,
                _ => throw new InvalidOperationException($"{outcome} for {text}"),
            };
            Encoding.UTF8.GetByteCount(result).ShouldBeLessThanOrEqualTo(QueueResultJson.MaxBytes);
            JsonDocument.Parse(result).RootElement.GetProperty("messageId").GetString().ShouldBe($"message-{round}");
            poison.Messages.Count.ShouldBe(outcome is QueueJobOutcome.Poisoned ? 1 : 0);
            service.Submissions.Count.ShouldBe(outcome is QueueJobOutcome.Completed ? 1 : 0, "what cannot be read is never submitted");
        }
    }

    [Fact]
    public async Task HandleAsync_EveryPrefixOfAMessage_IsPoisonedAsMalformed()
    {
        var poison = new MemoryPoison();
        var handler = new QueueJobHandler(new ScriptedMicrotasks(), poison, poison, new QueueOptions(), new OrchestrationOptions(), TimeProvider.System);
        for (var length = 0; length < Seed.Length; length++)
        {
            var outcome = await handler.HandleAsync(new QueueJob("microtasks", "message-1", Seed[..length], 1), CancellationToken.None);
            outcome.ShouldBeOfType<QueueJobOutcome.Poisoned>().Problem.Code.ShouldBe(ErrorCodes.MalformedJson);
        }
    }

    private static string RandomText(Random random) =>
        string.Create(random.Next(64), random, static (span, random) =>
        {
            foreach (ref var unit in span)
                unit = (char)random.Next(random.Next(2) == 0 ? 128 : 65_536);
        });

    private static string Mutated(Random random)
    {
        var text = Seed;
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(text.Length);
            var cut = random.Next(0, Math.Min(6, text.Length - at + 1));
            text = text[..at] + Splices[random.Next(Splices.Length)] + text[(at + cut)..];
        }

        return text;
    }
}
