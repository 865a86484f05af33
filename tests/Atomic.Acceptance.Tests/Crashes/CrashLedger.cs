using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atomic.Acceptance.Tests.Hosting;

namespace Atomic.Acceptance.Tests.Crashes;

/// <summary>What the clients of the crash test were told, and what they were not told.</summary>
internal sealed class CrashLedger
{
    private readonly ConcurrentDictionary<string, CrashSubmission> _unanswered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _idByKey = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, Acknowledged> _acknowledged = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Acknowledged microtasks so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>What was sent and not answered: its sender does not know whether it was taken.</summary>
    public IReadOnlyCollection<CrashSubmission> Unanswered => [.. _unanswered.Values];

    /// <summary>When the server was killed.</summary>
    public List<DateTimeOffset> Kills { get; } = [];

    /// <summary>A submission is about to be sent.</summary>
    public void Sending(CrashSubmission submission) => _unanswered[submission.Key] = submission;

    /// <summary>Its answer was read to its end.</summary>
    public void Answered(CrashSubmission submission, HouseAnswer answer)
    {
        answer.Status.ShouldBeOneOf([200, 202], answer.Text);
        var id = answer["id"];
        _idByKey.GetOrAdd(submission.Key, id).ShouldBe(id, "one idempotency key, two microtasks");
        var acknowledged = _acknowledged.GetOrAdd(id, _ =>
        {
            Interlocked.Increment(ref _count);
            return new Acknowledged(id);
        });
        if (answer["status"] != "running")
            acknowledged.Ends.Enqueue(answer.Text);
        _unanswered.TryRemove(submission.Key, out _);
    }

    /// <summary>An explanation was read: the attempts in it that have an outcome are durable.</summary>
    public void Explained(string id, JsonElement explanation, DateTimeOffset at)
    {
        if (!_acknowledged.TryGetValue(id, out var acknowledged))
            return;
        foreach (var attempt in explanation.GetProperty("attempts").EnumerateArray().Where(static attempt => attempt.TryGetProperty("outcome", out _)))
            acknowledged.Recorded.Enqueue((attempt.GetProperty("number").GetInt32(), attempt.GetProperty("ask").GetInt32(), RecordOf(attempt), at));
    }

    /// <summary>What is recorded of an attempt. Its notes also tell how it stands to the others, of which there may be more by now.</summary>
    /// <param name="attempt">The attempt as an explanation has it.</param>
    public static string RecordOf(JsonElement attempt)
    {
        var members = JsonObject.Create(attempt)!;
        members.Remove("notes");
        return members.ToJsonString();
    }

    /// <summary>Takes what was acknowledged since the last time.</summary>
    public IReadOnlyDictionary<string, Acknowledged> Take() => Interlocked.Exchange(ref _acknowledged, new(StringComparer.Ordinal));

    /// <summary>A microtask that the server has acknowledged.</summary>
    /// <param name="Id">Its id.</param>
    internal sealed record Acknowledged(string Id)
    {
        /// <summary>Every answer that told of its end, as text.</summary>
        public ConcurrentQueue<string> Ends { get; } = new();

        /// <summary>Attempts that were seen in its explanation with an outcome: number, asking, text, and when it was read.</summary>
        public ConcurrentQueue<(int Number, int Ask, string Text, DateTimeOffset At)> Recorded { get; } = new();
    }
}
