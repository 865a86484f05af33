namespace Atomic.Evaluation.Streams;

/// <summary>What is revealed after a choice.</summary>
public enum FeedbackMode
{
    /// <summary>The outcomes of the models that were called.</summary>
    Bandit,

    /// <summary>The outcomes of all models.</summary>
    Full,
}
