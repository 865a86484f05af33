using Atomic.Core.Errors;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.State;

namespace Atomic.Orchestration.Budgets;

/// <summary>A configured budget: what spends from it, and from which of its accounts. Immutable.</summary>
public sealed class Budget
{
    /// <summary>An account stays that long after the end of its window, for settlements and clocks that are late.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    /// <summary>A batch's account without a window stays that long after it was booked last: callers make batches without end.</summary>
    public static readonly TimeSpan BatchRetention = TimeSpan.FromDays(90);

    private readonly string? _tenant;
    private readonly string? _batch;
    private readonly string? _kind;

    /// <summary>Checks the options.</summary>
    /// <param name="options">The budget.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public Budget(BudgetOptions options)
    {
        if (BudgetCheck.Problem(options) is { } problem)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, problem);
        StoredText.RequireKey(options.Name);
        (Name, Window, LimitUsd) = (options.Name, options.Window, options.LimitUsd);
        (_tenant, _kind, _batch) = (NullIfEmpty(options.Tenant), NullIfEmpty(options.Kind), NullIfEmpty(options.Batch));
        Limit = NanoDollars.Down(options.LimitUsd);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How often it renews.</summary>
    public BudgetWindow Window { get; }

    /// <summary>The limit of an account in USD.</summary>
    public double LimitUsd { get; }

    /// <summary>The same in nano-dollars.</summary>
    public Int128 Limit { get; }

    private bool HasTenants => _tenant == BudgetOptions.Each || HasBatches;

    private bool HasKinds => _kind == BudgetOptions.Each;

    private bool HasBatches => _batch == BudgetOptions.Each;

    /// <summary>All budgets, in the order of the configuration.</summary>
    /// <param name="options">The budgets.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/> where a budget has no name, another's name, or no usable limit.</exception>
    public static IReadOnlyList<Budget> OfAll(IReadOnlyList<BudgetOptions> options)
    {
        Budget[] budgets = [.. options.Select(static budget => new Budget(budget))];
        if (budgets.GroupBy(static budget => budget.Name, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, $"There is more than one budget {twice.Key}: give each a name of its own.");
        return budgets;
    }

    /// <summary>Whether what is spent there counts in it.</summary>
    /// <param name="scope">On whose account and for what.</param>
    public bool AppliesTo(BudgetScope scope) =>
        Takes(_tenant, scope.Tenant) && Takes(_kind, scope.Kind) && (_batch is null || (scope.Batch is { } batch && Takes(_batch, batch)));

    /// <summary>Whether it applied to a kind already when budgets were for kinds alone: reservations of that time know nothing else.</summary>
    /// <param name="kind">The kind.</param>
    public bool AppliedTo(string kind) => _tenant is null && _batch is null && Window == BudgetWindow.None && Takes(_kind, kind) && !HasKinds;

    /// <summary>The account that the scope spends from at that moment, with nothing in it yet.</summary>
    /// <param name="scope">On whose account and for what; the budget applies to it.</param>
    /// <param name="moment">The moment.</param>
    public BudgetAccount AccountOf(BudgetScope scope, DateTimeOffset moment)
    {
        var period = BudgetPeriod.At(Window, moment);
        return Account(new AccountKey(Name, HasTenants ? scope.Tenant : "", HasKinds ? scope.Kind : "", HasBatches ? scope.Batch ?? "" : "", period.Label), period);
    }

    /// <summary>The account that is there before anything is spent; null where the kinds or batches of callers make the accounts.</summary>
    /// <param name="tenant">For that tenant; null: for none.</param>
    /// <param name="moment">The moment.</param>
    public BudgetAccount? StandingAccount(string? tenant, DateTimeOffset moment) =>
        HasKinds || HasBatches || (HasTenants && tenant is null) || (tenant is not null && !Takes(_tenant, tenant))
            ? null
            : AccountOf(new BudgetScope(tenant ?? "", "", null), moment);

    /// <summary>The account of a key as it was kept; null where the budget has other accounts now.</summary>
    /// <param name="key">The key; it names this budget.</param>
    public BudgetAccount? Find(AccountKey key) =>
        key.Tenant.Length > 0 == HasTenants && key.Kind.Length > 0 == HasKinds && key.Batch.Length > 0 == HasBatches && BudgetPeriod.Find(Window, key.Period) is { } period
            ? Account(key, period)
            : null;

    private BudgetAccount Account(AccountKey key, BudgetPeriod period) => new(this, key, period)
    {
        Tenant = HasTenants ? key.Tenant : _tenant,
        Kind = HasKinds ? key.Kind : _kind,
        Batch = HasBatches ? key.Batch : _batch,
        DisplayName = NameOf(key),
        KeptFor = Window == BudgetWindow.None && HasBatches ? BatchRetention : null,
    };

    // A batch is its tenant's, as a kind is in a learning scope.
    private string NameOf(AccountKey key)
    {
        string?[] whose = [HasTenants && !HasBatches ? key.Tenant : null, HasKinds ? key.Kind : null, HasBatches ? LearningScope.Of(key.Tenant, key.Batch) : null];
        return key.Tenant.Length + key.Kind.Length + key.Batch.Length == 0 ? Name : $"{Name} ({string.Join(", ", whose.OfType<string>())})";
    }

    private static bool Takes(string? configured, string actual) => configured is null or BudgetOptions.Each || configured == actual;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
