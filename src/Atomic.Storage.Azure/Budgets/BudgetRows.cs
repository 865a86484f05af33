using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atomic.Orchestration.Budgets;
using Atomic.Storage.Azure.Tables;
using Azure.Data.Tables;

namespace Atomic.Storage.Azure.Budgets;

/// <summary>
/// The rows of the ledger: <c>budget:NAME</c> has what was spent and is reserved in a budget's only account, <c>account:BUDGET~TENANT~KIND~BATCH~PERIOD</c>
/// in one of several, <c>decision:ID</c> a reservation or, afterwards, a settlement.
/// </summary>
internal static class BudgetRows
{
    /// <summary>The partition of all of them.</summary>
    public const string Partition = "ledger";

    /// <summary>What the keys of accounts begin with.</summary>
    public const string AccountPrefix = "account";

    private const char Separator = '~';
    private const int LongestKey = 400;
    private const int KeptOfLong = 200;
    private const string Spent = "Spent";
    private const string Reserved = "Reserved";
    private const string Expires = "Expires";
    private const string IsSettled = "IsSettled";
    private const string Amount = "Amount";
    private const string Budgets = "Budgets";
    private const string Accounts = "Accounts";
    private const string At = "At";

    private static readonly string[] s_parts = ["Budget", "Tenant", "Kind", "Batch", "Period"];

    /// <summary>The RowKey of an account.</summary>
    public static string AccountKey(AccountKey key)
    {
        if (key.IsOnly)
            return BudgetKey(key.Budget);
        var text = string.Join(Separator, PartsOf(key).Select(static part => TableKey.Of(part)));
        if (text.Length > LongestKey)
            text = text[..KeptOfLong] + "==" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return $"{AccountPrefix}:{text}";
    }

    /// <summary>The RowKey of a budget's only account.</summary>
    public static string BudgetKey(string name) => TableKey.Of("budget", name);

    /// <summary>The RowKey of a decision.</summary>
    public static string DecisionKey(string decisionId) => TableKey.Of("decision", decisionId);

    /// <summary>The row of an account's sums; beyond nine billion dollars they stand still.</summary>
    public static TableEntity Account(BudgetSums sums)
    {
        var row = sums.Row ?? new TableEntity(Partition, sums.RowKey);
        row[Spent] = (long)Int128.Min(sums.Spent, long.MaxValue);
        row[Reserved] = (long)Int128.Clamp(sums.Reserved, 0, long.MaxValue);
        if (sums.Account is not { Key: { IsOnly: false } key } account)
            return row;
        foreach (var (property, part) in s_parts.Zip(PartsOf(key)))
            RowText.Write(row, property, part);
        if (account.ExpiresAt is { } expiresAt)
            row[Expires] = expiresAt.ToUnixTimeMilliseconds();
        return row;
    }

    /// <summary>The sums of a row.</summary>
    public static BudgetSums ReadSums(string rowKey, TableEntity? row) =>
        new(rowKey, row) { Spent = row?.GetInt64(Spent) ?? 0, Reserved = row?.GetInt64(Reserved) ?? 0 };

    /// <summary>Which account a row is; null where it is a budget's only one.</summary>
    public static AccountKey? ReadKey(TableEntity row) =>
        s_parts.Select(part => RowText.Read(row, part)).ToArray() is [{ } budget, var tenant, var kind, var batch, var period]
            ? new AccountKey(budget, tenant ?? "", kind ?? "", batch ?? "", period ?? "")
            : null;

    /// <summary>Whether an account's row has expired and holds nothing.</summary>
    public static bool IsOver(TableEntity row, DateTimeOffset now) => row.GetInt64(Reserved) is 0 && row.GetInt64(Expires) <= now.ToUnixTimeMilliseconds();

    /// <summary>The row of a decision.</summary>
    public static TableEntity Decision(string rowKey, DecisionRow decision)
    {
        var row = new TableEntity(Partition, rowKey) { [IsSettled] = decision.IsSettled, [Amount] = decision.Amount };
        if (decision.At is { } at)
            row[At] = at.ToUnixTimeMilliseconds();
        RowText.Write(row, Accounts, JsonSerializer.Serialize(decision.Accounts));
        return row;
    }

    /// <summary>The decision of a row. One from before accounts names budgets, each of which had an only account.</summary>
    public static DecisionRow ReadDecision(TableEntity row) => new(
        row.GetBoolean(IsSettled) ?? false,
        row.GetInt64(Amount) ?? 0,
        RowText.Read(row, Accounts) is { } accounts
            ? JsonSerializer.Deserialize<string[]>(accounts)!
            : [.. JsonSerializer.Deserialize<string[]>(RowText.Read(row, Budgets) ?? "[]")!.Select(static name => BudgetKey(name))],
        row.GetInt64(At) is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null) { ETag = row.ETag };

    private static string[] PartsOf(AccountKey key) => [key.Budget, key.Tenant, key.Kind, key.Batch, key.Period];
}
