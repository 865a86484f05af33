namespace Atomic.Evaluation.Sets;

/// <summary>What a set can tell of routing.</summary>
public enum EvaluationForm
{
    /// <summary>Two models: how much of the strong one's lead is had for how few of its calls.</summary>
    Pair,

    /// <summary>More than two models: how accurate at what cost.</summary>
    Market,

    /// <summary>One teacher, or labels alone: how soon a specialist takes over.</summary>
    Takeover,
}
