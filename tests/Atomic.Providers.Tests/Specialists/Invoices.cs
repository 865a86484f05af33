using System.Globalization;
using System.Text.Json;
using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Tests.Specialists;

/// <summary>Made-up notes about invoices, with the object that is to be taken out of each.</summary>
internal static class Invoices
{
    public const string Kind = "invoice";

    private static readonly string[] s_vendors = ["Acme Foods", "Blue Paper", "Delta Tools", "North Energy", "Pine Optics", "Orbit Print", "Maple Media", "Silver Textiles"];

    /// <summary>What answers must be.</summary>
    public static JsonElement Schema { get; } = JsonElement.Parse(
        """{"type":"object","properties":{"number":{"type":"string"},"vendor":{"type":"string"},"total":{"type":"number"},"due":{"type":["string","null"]}},"required":["number","vendor","total","due"],"additionalProperties":false}""");

    /// <summary>Examples with their right answers.</summary>
    public static IReadOnlyList<VerifiedExample> Take(int count, int seed = 1, bool shuffled = false)
    {
        var random = new Random(seed);
        var facts = Enumerable.Range(0, count).Select(_ => (
            Number: $"R-{random.Next(1000, 9999)}", Vendor: s_vendors[random.Next(s_vendors.Length)], Total: random.Next(1000, 999999) / 100m,
            Due: random.Next(3) == 0 ? (DateOnly?)null : new DateOnly(2026, 1, 1).AddDays(random.Next(365)), Layout: random.Next(2), Order: random.Next(1000, 9999))).ToArray();
        var answers = facts.Select(static fact => JsonSerializer.Serialize(new
        {
            number = fact.Number,
            vendor = fact.Vendor,
            total = fact.Total,
            due = fact.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        })).ToArray();
        if (shuffled) random.Shuffle(answers);
        return
        [
            .. facts.Select((fact, i) =>
            {
                var (total, due) = (fact.Total.ToString("#,##0.00", CultureInfo.InvariantCulture), fact.Due?.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture));
                var text = fact.Layout == 0
                    ? $"{fact.Vendor}\nInvoice: {fact.Number}\nOrder: {fact.Order}\nTotal: {total} EUR\n{(due is null ? "no due date" : $"Due: {due}")}"
                    : $"Please pay invoice {fact.Number} from {fact.Vendor} over {total} for order {fact.Order}{(due is null ? "." : $" by {due}.")}";
                return new VerifiedExample($"{Kind}-{seed}-{i}", Kind, text, answers[i]);
            }),
        ];
    }
}
