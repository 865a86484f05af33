using Atomic.Core.Decisions;

namespace Atomic.Core.Plans;

/// <summary>What is put together for one move of a plan: what starts, beside what is under way, and what deadline and money do not last for.</summary>
/// <param name="terms">The terms of the plan.</param>
/// <param name="purse">What is spent and under way.</param>
/// <param name="now">Now.</param>
internal sealed class PlanTurn(PlanTerms terms, PlanPurse purse, DateTimeOffset now)
{
    private readonly List<PlanOrder> _orders = new(1);
    private PlanPurse _purse = purse;
    private List<PlanSkip>? _skipped;
    private PlanOrder? _proposed;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => now;

    /// <summary>What is to be started.</summary>
    public IReadOnlyList<PlanOrder> Orders => _orders;

    /// <summary>What is passed over.</summary>
    public IReadOnlyList<PlanSkip> Skipped => _skipped ?? [];

    /// <summary>Whether an asking fits that is only made if nothing is decided without it.</summary>
    /// <param name="ask">The asking.</param>
    /// <param name="rejected">The refused answer.</param>
    public bool TryPropose(PlanAsk ask, RejectedAnswer rejected)
    {
        if (!Fits(ask)) return false;
        _proposed = new PlanOrder(ask, rejected);
        return true;
    }

    /// <summary>Orders what was proposed.</summary>
    public void Confirm()
    {
        if (_proposed is { } order) Add(order);
    }

    /// <summary>Orders an asking, whatever is left.</summary>
    /// <param name="ask">The asking.</param>
    /// <returns>True.</returns>
    public bool Order(PlanAsk ask)
    {
        Add(new PlanOrder(ask, null));
        return true;
    }

    /// <summary>Orders an asking where it fits into what is left.</summary>
    /// <param name="ask">The asking.</param>
    public bool TryOrder(PlanAsk ask) => Fits(ask) && Order(ask);

    private bool Fits(PlanAsk ask)
    {
        if (_purse.Obstacle(terms, ask, now) is not { } obstacle) return true;
        (_skipped ??= []).Add(new PlanSkip(ask, obstacle));
        return false;
    }

    private void Add(PlanOrder order)
    {
        _orders.Add(order);
        _purse = _purse.With(terms.Bids[order.Ask.Step]);
    }
}
