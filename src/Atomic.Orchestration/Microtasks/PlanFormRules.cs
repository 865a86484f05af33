using Atomic.Core.Plans;
using Atomic.Core.Policies;

namespace Atomic.Orchestration.Microtasks;

/// <summary>Which composite plans a microtask admits.</summary>
public static class PlanFormRules
{
    /// <summary>
    /// The forms that the policy allows and the microtask admits. None where the caller reads the answer while it arrives, for embeddings, and where a client
    /// asked for more than an answer (tools, several choices): then one model has to answer. Agreement and votes compare outputs, so that
    /// they need an output schema, or a comparer of texts.
    /// </summary>
    /// <param name="microtask">The microtask.</param>
    public static IReadOnlyList<PlanForm> Of(AcceptedMicrotask microtask)
    {
        if (microtask.Stream || microtask.OneModel || microtask.Policy.Plans is { Count: 0 }) return [];
        var allowed = microtask.Policy.Plans ?? PolicyCheck.CompositeForms;
        return [.. PolicyCheck.CompositeForms.Where(form => allowed.Contains(form) && (form == PlanForm.Hedge || microtask.HasOutputSchema || microtask.ComparesText))];
    }

    /// <summary>How often a step's bidder may be asked: twice under an output schema, where a refused answer is asked for again with its faults.</summary>
    /// <param name="microtask">The microtask.</param>
    public static int AsksPerStep(AcceptedMicrotask microtask) => microtask.HasOutputSchema ? 2 : 1;
}
