using System.Globalization;
using System.Text.Json;
using Atomic.Core.Extraction;
using Atomic.Core.Specialists;

namespace Atomic.Core.Tests.Extraction;

/// <summary>
/// Made-up invoices as companies send them, with what is to be taken out of each: several layouts, dates and amounts in several forms, distractors (order numbers, tax, subtotals, telephone
/// numbers, other dates), and noise. Nothing is said twice in the same words on purpose.
/// </summary>
internal sealed class ToyDocuments(int seed)
{
    /// <summary>How many layouts there are that examples are taught of; those from here on are never taught.</summary>
    public const int TaughtLayouts = 5;

    /// <summary>All layouts.</summary>
    public const int Layouts = 7;

    /// <summary>What the answers have, in order.</summary>
    public static string[] Fields { get; } = ["/number", "/vendor", "/date", "/total", "/currency", "/due", "/paid"];

    private static readonly string[] s_first = ["North", "Blue", "Acme", "Delta", "Harbor", "Silver", "Pine", "Summit", "Orbit", "Maple", "Vertex", "Lumen", "Cobalt", "Granite", "Willow"];
    private static readonly string[] s_second = ["Supplies", "Logistics", "Foods", "Systems", "Paper", "Tools", "Textiles", "Energy", "Media", "Print", "Optics", "Furniture"];
    private static readonly string[] s_legal = ["Ltd", "GmbH", "Inc.", "LLC", "S.A.", "AG", "Co."];
    private static readonly string[] s_items = ["paper", "toner", "chairs", "cables", "monitors", "coffee", "pallets", "gloves", "screws", "licences", "lamps", "boxes"];
    private static readonly string[] s_months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    private static readonly string[] s_noise = ["Thank you for your business.", "Please quote the number with your payment.", "Our office is closed on weekends.", "Goods remain our property until paid in full.", "Reply to this mail with any question."];

    private readonly Random _random = new(seed);

    /// <summary>A document of a taught layout, with its right answer as JSON.</summary>
    public (string Text, string Answer) Next() => Next(_random.Next(TaughtLayouts));

    /// <summary>A document whose answer is that of another.</summary>
    public (string Text, string Answer) NextShuffled() => (Next().Text, Next().Answer);

    /// <summary>A document of a layout.</summary>
    /// <param name="layout">Which, below <see cref="Layouts"/>.</param>
    public (string Text, string Answer) Next(int layout)
    {
        var facts = new Facts(
            $"{Pick(["INV", "R", "2026", "F"])}-{_random.Next(1000, 99999)}",
            $"{Pick(s_first)} {Pick(s_second)} {Pick(s_legal)}",
            new DateOnly(2026, 1 + _random.Next(12), 1 + _random.Next(28)),
            Math.Round((decimal)Math.Exp(3 + (_random.NextDouble() * 6)), 2),
            Pick(["EUR", "USD", "GBP"]),
            _random.Next(3) == 0 ? null : _random.Next(7, 60),
            _random.Next(4) == 0);
        return (Text(layout, facts), Answer(facts));
    }

    /// <summary>Teaches a specialist a document.</summary>
    public static void Teach(ExtractionSpecialist specialist, string text, string answer, double weight = 1)
    {
        using var features = FeatureVector.Of(text);
        using var document = JsonDocument.Parse(answer);
        AnswerFields.TryRead(document.RootElement, out var fields).ShouldBeTrue();
        specialist.Learn(TokenizedText.Of(text), features, fields, weight);
    }

    /// <summary>What a specialist makes of a document.</summary>
    public static ExtractionReading Read(ExtractionSpecialist specialist, string text, params IReadOnlyList<string> fields)
    {
        using var features = FeatureVector.Of(text);
        return specialist.Read(TokenizedText.Of(text), features, fields.Count > 0 ? fields : Fields);
    }

    private static string Answer(Facts facts) => JsonSerializer.Serialize(new
    {
        number = facts.Number,
        vendor = facts.Vendor,
        date = facts.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        total = facts.Total,
        currency = facts.Currency,
        due = facts.DueDays is { } days ? facts.Date.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        paid = facts.IsPaid,
    });

    private string Text(int layout, Facts facts)
    {
        var (net, tax) = (Math.Round(facts.Total / 1.19m, 2), facts.Total - Math.Round(facts.Total / 1.19m, 2));
        var due = facts.DueDays is { } days ? facts.Date.AddDays(days) : (DateOnly?)null;
        var (order, phone, item) = ($"{_random.Next(100000, 999999)}", $"555-{_random.Next(1000, 9999)}", Pick(s_items));
        var status = facts.IsPaid ? Pick(["Paid with thanks.", "Already settled by card.", "Payment received."]) : Pick(["Payment outstanding.", "Not yet settled.", "Awaiting payment."]);
        var noise = Pick(s_noise);
        string[] lines = layout switch
        {
            0 =>
            [
                facts.Vendor, $"Tel. {phone}", "", $"Invoice No: {facts.Number}", $"Invoice date: {Slashed(facts.Date)}", $"Order ref: {order}", "",
                $"{_random.Next(1, 40)} x {item}", $"Subtotal: {Money(net)}", $"VAT 19%: {Money(tax)}", $"Total due: {facts.Currency} {Money(facts.Total)}",
                due is { } at ? $"Pay by: {Slashed(at)}" : "", status, noise,
            ],
            1 =>
            [
                "INVOICE", $"From: {facts.Vendor}", $"Number  {facts.Number}    Date  {Worded(facts.Date)}", due is { } at ? $"Due  {Worded(at)}" : "No due date", $"Customer {order}",
                $"{item} {Money(net)}", $"tax {Money(tax)}", $"TOTAL {Symbol(facts.Currency)}{Money(facts.Total)}", status,
            ],
            2 =>
            [
                $"Hello, please find attached invoice {facts.Number} of {Worded(facts.Date)} for {_random.Next(2, 90)} {item} (order {order}).",
                $"The total amount is {Money(facts.Total)} {facts.Currency} including {Money(tax)} tax. {status}",
                due is { } at ? $"It is due on {Worded(at)}. {noise}" : noise, "Kind regards", facts.Vendor, $"Phone {phone}",
            ],
            3 =>
            [
                $"*** {facts.Vendor} ***", $"Bill #{facts.Number}", $"{Iso(facts.Date)}", $"qty {_random.Next(1, 9)} {item} @ {Money(net)}", $"AMOUNT {facts.Currency} {Money(facts.Total)}",
                due is { } at ? $"payable until {Iso(at)}" : "payable on receipt", status, $"ref {order}",
            ],
            4 =>
            [
                $"Rechnung / Invoice: {facts.Number}", $"Lieferant / Supplier: {facts.Vendor}", $"Datum / Date: {Dotted(facts.Date)}", due is { } at ? $"Faellig / Due: {Dotted(at)}" : "",
                $"Netto / Net: {Money(net)}", $"USt / VAT: {Money(tax)}", $"Brutto / Gross: {Money(facts.Total)} {Symbol(facts.Currency)}", status,
            ],
            5 =>
            [
                "Zahlungsaufforderung", $"Beleg {order} gehoert zu {facts.Number}", $"Zuletzt gebucht {Dotted(facts.Date.AddDays(-3))}, erstellt {Dotted(facts.Date)}", $"Anzahlung {Money(net)} / Rest {Money(tax)}",
                $"Summe aller Posten {Money(facts.Total)} in {facts.Currency}", $"Absender {facts.Vendor}", due is { } at ? $"Frist {Dotted(at)}" : "ohne Frist",
            ],
            _ =>
            [
                $"{Iso(facts.Date.AddDays(40))} | {Iso(facts.Date)} | {order} | {facts.Number} | {Money(tax)} | {Money(facts.Total)} | {facts.Currency} | {facts.Vendor}",
                due is { } at ? $"{Iso(at)} | {phone}" : phone, $"{item} | {noise}",
            ],
        };
        return string.Join('\n', lines.Where(static line => line.Length > 0));
    }

    private static string Money(decimal amount) => amount.ToString("#,##0.00", CultureInfo.InvariantCulture);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Slashed(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Dotted(DateOnly date) => date.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private string Worded(DateOnly date) => _random.Next(2) == 0
        ? $"{date.Day} {s_months[date.Month - 1]} {date.Year}"
        : $"{s_months[date.Month - 1][..3]} {date.Day}, {date.Year}";

    private static string Symbol(string currency) => currency switch { "EUR" => "€", "USD" => "$", _ => "£" };

    private string Pick(string[] words) => words[_random.Next(words.Length)];

    private sealed record Facts(string Number, string Vendor, DateOnly Date, decimal Total, string Currency, int? DueDays, bool IsPaid);
}
