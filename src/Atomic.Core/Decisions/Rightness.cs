namespace Atomic.Core.Decisions;

/// <summary>How right each attempt of a microtask was, as far as a verdict on its answer tells.</summary>
public sealed class Rightness
{
    private readonly double?[] _scores;

    private Rightness(double?[] scores) => _scores = scores;

    /// <summary>
    /// Whether every valid output is judged by itself, whatever was found of the answer. Where it is not, who is judged depends on who was right, and
    /// shares taken over the judged alone would be biased.
    /// </summary>
    public bool IsComplete { get; private init; }

    /// <summary>Whether every valid output is judged only because the answer was right: a wrong answer would have left the others unknown, but for a label.</summary>
    public bool IsCompleteByVerdict { get; private init; }

    /// <summary>Whether the answer was wrong and the others are known nevertheless (true) or unknown (false); null where the answer was right or all was known anyway.</summary>
    public bool? WrongIsLabelled { get; private init; }

    /// <summary>How right the attempt was, 0 to 1; null where that is not known.</summary>
    /// <param name="attempt">The attempt's place in the list of attempts.</param>
    public double? this[int attempt] => _scores[attempt];

    /// <summary>Where the outcome of every attempt that gave an output is known by itself.</summary>
    /// <param name="scores">0 to 1 by attempt; null where it gave no valid output.</param>
    public static Rightness Known(IReadOnlyList<double?> scores) => new([.. scores]) { IsComplete = true };

    /// <summary>
    /// What a verdict tells. Outputs equal to the answer are as right as it is. Others are what the label tells; without one they are wrong where
    /// the answer is right beyond doubt and outputs are typed, and unknown otherwise: in free text two answers can differ and both be right.
    /// </summary>
    /// <param name="attempts">The attempts that ended.</param>
    /// <param name="answer">The answering attempt's place among them.</param>
    /// <param name="verdict">What was found of the answer.</param>
    /// <param name="typed">Whether outputs are held to a schema.</param>
    public static Rightness Of(IReadOnlyList<Attempt> attempts, int answer, Verdict verdict, bool typed)
    {
        var scores = new double?[attempts.Count];
        var (known, labelled) = (true, verdict.Label is not null);
        for (var i = 0; i < scores.Length; i++)
        {
            if (attempts[i].Outcome != AttemptOutcome.Succeeded) continue;
            var label = Labelled(attempts[i], verdict.Label);
            scores[i] = i == answer || OutputComparison.Same(attempts[i], attempts[answer]) == true
                ? verdict.Score
                : label ?? Other(attempts[i], attempts[answer], verdict, typed);
            known &= scores[i] is not null;
            labelled &= i == answer || label is not null;
        }

        var right = verdict.Score >= 1;
        return new Rightness(scores)
        {
            IsComplete = labelled,
            IsCompleteByVerdict = right && known && !labelled,
            WrongIsLabelled = right ? null : labelled,
        };
    }

    private static double? Labelled(Attempt attempt, string? label) =>
        label is not null && attempt.Output is { } output && OutputComparison.IsLabel(output, label) is { } right ? (right ? 1 : 0) : null;

    private static double? Other(Attempt attempt, Attempt answer, Verdict verdict, bool typed) =>
        typed && verdict.Score >= 1 && OutputComparison.Same(attempt, answer) == false ? 0 : null;
}
