using System.Text.Json;
using Atomic.Core.Bids;
using Atomic.Core.Decisions;
using Atomic.Core.Verifiers;

namespace Atomic.Core.Tests.Explanations;

/// <summary>Records in which every text that comes from outside is the same hostile one.</summary>
internal static class HostileRecords
{
    public static DecisionRecord Of(string text)
    {
        var record = DecisionRecordCases.Failed;
        return record with
        {
            StatusDetail = text,
            Microtask = record.Microtask with
            {
                Kind = text,
                Instructions = text,
                Input = JsonSerializer.SerializeToElement(text),
                Tags = new Dictionary<string, string> { [text] = text },
                Policy = record.Microtask.Policy with { Preset = text },
            },
            Book = record.Book! with
            {
                NoBids = [new NoBid("gpt-4o-us", NoBidReason.Failed, text)],
                Bids = [.. record.Book.Bids.Select(bid => bid with { Model = text, Evidence = bid.Evidence with { Basis = text, Fields = [new FieldEvidence($"/{text}", 0.5) { Form = text }] } })],
            },
            Bidders = [.. record.Bidders.Select(bidder => bidder with { Tags = [text] })],
            Attempts =
            [
                .. record.Attempts.Select(attempt => attempt with
                {
                    Model = text,
                    ServedModel = $"{text}!",
                    Detail = text,
                    Output = JsonSerializer.SerializeToElement(new[] { text }),
                    IdempotencyKey = $"{text}{attempt.Step}",
                    Verifications = [new Verification(text, false, text)],
                }),
            ],
            Feedback = [new Feedback { Score = 0, Label = text, Comment = text, Source = text, ReceivedAt = DecisionRecordCases.Start }],
            Verdict = new AnswerVerdict
            {
                Verdicts = [new VerifierVerdict(text, 0, text) { Label = text }],
                Judgements = [new Feedback { Score = 0, Label = text, Comment = text, Source = text, Signal = Signal.Verifier, ReceivedAt = DecisionRecordCases.Start }],
                JudgeMicrotaskId = text,
            },
        };
    }
}
