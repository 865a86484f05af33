using System.Collections.Concurrent;
using System.Text.Json;
using Atomic.Acceptance.Tests.Hosting;
using Atomic.Replay.Server;

namespace Atomic.Acceptance.Tests.Crashes;

/// <summary>
/// What must hold after any number of kills, told from outside: the acknowledgements that callers read, the explanations that the server gives, and
/// the replay server's own log of what was bought.
/// </summary>
/// <param name="house">A server that runs.</param>
/// <param name="ledger">What callers were told.</param>
/// <param name="log">What was bought.</param>
internal sealed class CrashChecks(HouseClient house, CrashLedger ledger, RequestLogFile log)
{
    private const int Parallelism = 8;

    // The start of an attempt and the request that it makes are stamped by two processes of one machine.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(20);

    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Kind, string Bidder), int> _settledAttempts = new();
    private readonly ConcurrentDictionary<string, int> _settlements = new(StringComparer.Ordinal);
    private double _spentUsd;

    /// <summary>Attempts that were started more than once, because a kill had cut them off.</summary>
    public int Redelivered { get; private set; }

    /// <summary>Requests that the models received.</summary>
    public int Requests { get; private set; }

    /// <summary>Attempts that callers had seen recorded before a later kill.</summary>
    public int SeenRecorded { get; private set; }

    /// <summary>Lets everything end, and checks what was submitted since the last time.</summary>
    public async Task CheckAsync()
    {
        await RepeatUnansweredAsync();
        var acknowledged = ledger.Take();
        var explanations = new ConcurrentDictionary<string, JsonElement>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(acknowledged.Values, new ParallelOptions { MaxDegreeOfParallelism = Parallelism }, async (microtask, _) =>
        {
            await CheckAnswersAsync(microtask);
            explanations[microtask.Id] = (await house.ExplainAtAsync(microtask.Id, "complete")).Json;
        });

        // Only now: everything has ended, so nothing that belongs to it can still be bought.
        var requests = log.ReadOn();
        Requests += requests.Count;
        var byMicrotask = requests.ToLookup(static request => request.IdempotencyKey!.Split('/')[0], StringComparer.Ordinal);
        foreach (var bought in byMicrotask)
        {
            _finished.ShouldNotContain(bought.Key, "a microtask that had ended and was settled was bought again");
            explanations.ShouldContainKey(bought.Key, "a request was made for a microtask that nobody knows of: its award was not durable");
        }

        foreach (var (id, microtask) in acknowledged)
        {
            CheckPurchases(id, explanations[id], [.. byMicrotask[id]]);
            CheckSeen(microtask, explanations[id], byMicrotask[id]);
            Settle(explanations[id]);
            _finished.Add(id);
        }
    }

    /// <summary>Checks that track records and budget have every settlement exactly once.</summary>
    public async Task CheckTotalsAsync()
    {
        var market = (await house.GetAsync("api/market")).ShouldBe(200).Json;
        foreach (var record in market.GetProperty("records").EnumerateArray())
        {
            var kind = record.GetProperty("kind").GetString()!;
            record.GetProperty("version").GetInt64().ShouldBe(_settlements.GetValueOrDefault(kind), $"settlements learned of {kind}");
            foreach (var bidder in record.GetProperty("byBidder").EnumerateObject())
                bidder.Value.GetProperty("attempts").GetInt64().ShouldBe(_settledAttempts.GetValueOrDefault((kind, bidder.Name)), $"attempts learned of {bidder.Name}");
        }

        var budget = market.GetProperty("budgets").EnumerateArray().Single();
        budget.GetProperty("spentUsd").GetDouble().ShouldBe(_spentUsd, Math.Max(1e-9, _spentUsd * 1e-6));
        budget.GetProperty("reservedUsd").GetDouble().ShouldBe(0, 1e-9, "everything has ended, so nothing is reserved");
        await CheckListAsync();
    }

    // No microtask that no caller knows of.
    private async Task CheckListAsync()
    {
        foreach (var kind in CrashSubmission.Kinds)
        {
            string? continuation = null;
            do
            {
                var more = continuation is null ? "" : $"&continuation={Uri.EscapeDataString(continuation)}";
                var page = (await house.GetAsync($"api/microtasks?kind={kind}&top=1000{more}")).ShouldBe(200).Json;
                foreach (var item in page.GetProperty("items").EnumerateArray())
                    _finished.ShouldContain(item.GetProperty("id").GetString()!);
                continuation = page.GetProperty("continuation").GetString();
            }
            while (continuation is not null);
        }
    }

    private async Task RepeatUnansweredAsync()
    {
        foreach (var submission in ledger.Unanswered)
            ledger.Answered(submission, await house.SubmitAsync(submission.Body, submission.Prefer, submission.Key));
    }

    // Every acknowledged microtask completes, and an answer once given stays as it was, to the byte.
    private async Task CheckAnswersAsync(CrashLedger.Acknowledged microtask)
    {
        var end = await house.EndOfAsync(microtask.Id);
        end["status"].ShouldBeOneOf("succeeded", "failed", "no-award");
        foreach (var given in microtask.Ends)
            end.Text.ShouldBe(given, "an answer that was given has changed");
    }

    private void CheckPurchases(string id, JsonElement explanation, List<LoggedRequest> requests)
    {
        var text = explanation.GetRawText();
        foreach (var fact in explanation.GetProperty("facts").EnumerateArray())
            Require(fact.GetProperty("holds").GetBoolean(), fact.GetProperty("claim").GetString()!, text);

        var attempts = explanation.GetProperty("attempts").EnumerateArray().ToList();
        var endedAt = explanation.GetProperty("microtask").GetProperty("endedAt").GetDateTimeOffset();
        var oneAfterTheOther = explanation.GetProperty("award").TryGetProperty("plan", out var plan) && IsSequence(plan.GetString()!);
        for (var i = 0; i < attempts.Count; i++)
        {
            var key = attempts[i].GetProperty("idempotencyKey").GetString()!;
            key.ShouldBe(KeyOf(id, attempts[i].GetProperty("number").GetInt32(), attempts[i].GetProperty("ask").GetInt32()));

            // Where one is asked after the other, the next start says that the one before was recorded; of those asked together only the end says so.
            var recordedBy = oneAfterTheOther && i + 1 < attempts.Count ? attempts[i + 1].GetProperty("startedAt").GetDateTimeOffset() : endedAt;
            var bought = requests.Where(request => request.IdempotencyKey == key).ToList();
            requests.RemoveAll(request => request.IdempotencyKey == key);
            CheckPurchase(explanation, attempts[i], recordedBy, bought, text);
        }

        Require(requests.Count == 0, "bought without an attempt on record", text);
    }

    private void CheckPurchase(JsonElement explanation, JsonElement attempt, DateTimeOffset recordedBy, List<LoggedRequest> bought, string text)
    {
        // Nothing executes before its award is durable, and then only what it names.
        var award = explanation.GetProperty("award");
        var step = attempt.GetProperty("number").GetInt32() - 1;
        Require(award.GetProperty("steps")[step].GetString() == attempt.GetProperty("bidderId").GetString(), "the award names another bidder for the step", text);
        var model = attempt.GetProperty("requestedModel").GetString();

        // A kill may cut a request off while its body is on the way: then the log has its key, and no model that could be billed.
        Require(bought.TrueForAll(request => request.Model is null || request.Model == model), $"another model was asked ({string.Join(", ", bought)})", text);
        var startedAt = attempt.GetProperty("startedAt").GetDateTimeOffset();
        Require(startedAt >= award.GetProperty("awardedAt").GetDateTimeOffset(), "started before the award", text);
        Require(bought.TrueForAll(request => request.Time >= startedAt - ClockTolerance), "bought before it was started", text);

        // A recorded attempt is never bought again: at most one purchase per delivery, none after its record, and a further delivery only after a kill.
        var deliveries = attempt.GetProperty("deliveries").GetInt32();
        Require(bought.Count <= deliveries, "bought more often than it was delivered", text);

        // Whoever was still at work when the plan was decided is booked without having ended: its request may not have left, or leave again after a kill.
        var isSuperseded = attempt.GetProperty("outcome").GetString() == "cancelled";
        Require(isSuperseded || bought.Count >= Math.Min(1, attempt.GetProperty("requests").GetInt32()), "recorded and never bought", text);
        Require(isSuperseded || bought.TrueForAll(request => request.Time <= recordedBy + ClockTolerance), "bought after it was recorded", text);
        var killsMeanwhile = ledger.Kills.Count(kill => kill >= startedAt - ClockTolerance && kill <= recordedBy + ClockTolerance);
        Require(isSuperseded || deliveries <= 1 + killsMeanwhile, "delivered again without a kill", text);
        if (deliveries > 1)
            Redelivered++;
    }

    // What a caller has seen recorded is that to the byte after any kill, and was not bought again.
    private void CheckSeen(CrashLedger.Acknowledged microtask, JsonElement explanation, IEnumerable<LoggedRequest> requests)
    {
        foreach (var (number, ask, text, at) in microtask.Recorded)
        {
            var now = explanation.GetProperty("attempts").EnumerateArray().Single(attempt => attempt.GetProperty("number").GetInt32() == number && attempt.GetProperty("ask").GetInt32() == ask);
            CrashLedger.RecordOf(now).ShouldBe(text, "an attempt that was recorded has changed");
            var key = KeyOf(microtask.Id, number, ask);
            Require(requests.All(request => request.IdempotencyKey != key || request.Time <= at), "bought after a caller had seen it recorded", text);
            if (ledger.Kills.Exists(kill => kill > at))
                SeenRecorded++;
        }
    }

    private static string KeyOf(string id, int number, int ask) => ask == 1 ? $"{id}/{number - 1}" : $"{id}/{number - 1}/{ask}";

    private static bool IsSequence(string plan) =>
        plan.StartsWith("Single(", StringComparison.Ordinal) || (plan.StartsWith("Fallback(", StringComparison.Ordinal) && plan.LastIndexOf('(') == "Fallback".Length);

    private static void Require(bool holds, string otherwise, string explanation)
    {
        if (!holds)
            Assert.Fail($"{otherwise}: {explanation}");
    }

    private void Settle(JsonElement explanation)
    {
        if (!explanation.TryGetProperty("settlement", out var settlement))
            return;
        var kind = explanation.GetProperty("microtask").GetProperty("kind").GetString()!;
        _settlements.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        _spentUsd += settlement.GetProperty("costUsd").GetDouble();
        foreach (var line in settlement.GetProperty("attempts").EnumerateArray())
            _settledAttempts.AddOrUpdate((kind, line.GetProperty("bidderId").GetString()!), 1, static (_, count) => count + 1);
    }
}
