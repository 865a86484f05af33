namespace Atomic.Core.Specialists;

/// <summary>What an example will change in a classifier, computed from the state before it.</summary>
public sealed class Lesson
{
    internal Lesson(string label, Guess guess, int right, double[] gradients) =>
        (Label, Guess, Right, Gradients) = (label, guess, right, gradients);

    /// <summary>The right answer.</summary>
    public string Label { get; }

    /// <summary>What the classifier would have said; it has seen nothing of the example.</summary>
    public Guess Guess { get; }

    /// <summary>Whether the guess was right.</summary>
    public bool IsRight => Guess.Label == Label;

    /// <summary>Whether the example cannot be learned: its label is empty, too long, or one too many.</summary>
    public bool IsIgnored => Right < 0;

    /// <summary>The number of the right label.</summary>
    internal int Right { get; }

    /// <summary>The slope of the log loss by label number, with one place more for a label that is new.</summary>
    internal double[] Gradients { get; }
}
