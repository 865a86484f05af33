using Atomic.Core.Errors;
using Atomic.Orchestration.Durable;
using Atomic.Storage.Sqlite.Database;

namespace Atomic.LocalHost.History;

/// <summary>
/// Lists instances newest first, page by page, each page at the cost of its rows: a filter that the query leaves open is filled with each value that
/// the index holds (there are few names and labels), and the runs are merged.
/// </summary>
internal static class InstanceListing
{
    private const string Tail = " AND key >= $after AND key < $before AND created >= $since ORDER BY key DESC LIMIT $count";
    private const string Select = "SELECT " + InstanceReads.Columns + " FROM instances ";
    private const string Every = Select + "NOT INDEXED WHERE status >= 0" + Tail;
    private const string Failed = Select + "INDEXED BY instances_failed WHERE status >= 2" + Tail;
    private const string ByGroup = Select + "INDEXED BY instances_by_group WHERE name = $name AND owner = $owner AND grp = $grp AND label = $label" + Tail;
    private const string ByLabel = Select + "INDEXED BY instances_by_label WHERE name = $name AND owner = $owner AND label = $label" + Tail;
    private const string NextName = "SELECT min(name) FROM instances INDEXED BY instances_by_label WHERE name > $after";
    private const string NextOwner = "SELECT min(owner) FROM instances INDEXED BY instances_by_label WHERE name = $name AND owner > $after";
    private const string NextLabel = "SELECT min(label) FROM instances INDEXED BY instances_by_label WHERE name = $name AND owner = $owner AND label > $after";

    // An owner may be empty, which is less than any other text but not more than the empty one.
    private const string HasNoOwner = "SELECT '' FROM instances INDEXED BY instances_by_label WHERE name = $name AND owner = '' LIMIT 1";

    /// <summary>Reads a page.</summary>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidField"/> where the query is out of range.</exception>
    public static OrchestrationPage Read(IStatementCache statements, OrchestrationQuery query)
    {
        if (query.Top is < 1 or > 1_000)
            throw new AtomicException(ErrorCodes.InvalidField, "Field top must be 1 to 1000.");
        var before = long.MaxValue;
        if (query.Continuation is not null && !long.TryParse(query.Continuation, out before))
            throw new AtomicException(ErrorCodes.InvalidField, "Field continuation is not one that a listing returned.");

        // A minute's grace for a clock that was set back: the exact condition stands in the statements too.
        var after = query.Since is { } since ? InstanceReads.FirstKeySince(statements, since - TimeSpan.FromMinutes(1)) : 0;
        var found = new List<(long Key, OrchestrationSnapshot Row)>();
        if (query.OnlyFailed || query is { Name: null, Owner: null, Group: null, Label: null })
            ReadRun(statements, query.OnlyFailed ? Failed : Every, query, default, (after, before), found);
        else
            ReadRuns(statements, query, (after, before), found);

        found.Sort((left, right) => right.Key.CompareTo(left.Key));
        var more = found.Count > query.Top;
        var items = found.Take(query.Top).ToList();
        return new OrchestrationPage([.. items.Select(item => item.Row)], more ? items[^1].Key.ToString() : null);
    }

    private static void ReadRuns(IStatementCache statements, OrchestrationQuery query, (long After, long Before) keys, List<(long Key, OrchestrationSnapshot Row)> found)
    {
        foreach (var name in query.Name is { } only ? [only] : Distinct(statements, NextName, "", ""))
        {
            foreach (var owner in query.Owner is { } whose ? [whose] : Owners(statements, name))
            {
                foreach (var label in query.Label is { } wanted ? [wanted] : Distinct(statements, NextLabel, name, owner))
                    ReadRun(statements, query.Group is null ? ByLabel : ByGroup, query, new Run(name, owner, label), keys, found);
            }
        }
    }

    private static void ReadRun(
        IStatementCache statements, string sql, OrchestrationQuery query, Run run, (long After, long Before) keys, List<(long Key, OrchestrationSnapshot Row)> found)
    {
        var command = statements.Get(sql)
            .Set("$after", keys.After)
            .Set("$before", keys.Before)
            .Set("$since", query.Since?.UtcTicks ?? 0)
            .Set("$count", query.Top + 1);
        if (sql == ByGroup || sql == ByLabel)
            command.Set("$name", run.Name).Set("$owner", run.Owner).Set("$label", run.Label);
        if (sql == ByGroup)
            command.Set("$grp", query.Group);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            found.Add((reader.GetInt64(0), InstanceReads.Snapshot(reader)));
    }

    private static List<string> Owners(IStatementCache statements, string name)
    {
        var owners = Distinct(statements, NextOwner, name, "");
        if (statements.Get(HasNoOwner).Set("$name", name).ExecuteScalar() is not null)
            owners.Add("");
        return owners;
    }

    private static List<string> Distinct(IStatementCache statements, string sql, string name, string owner)
    {
        var values = new List<string>();
        var command = statements.Get(sql);
        if (sql != NextName)
            command.Set("$name", name);
        if (sql == NextLabel)
            command.Set("$owner", owner);
        for (var after = ""; command.Set("$after", after).ExecuteScalar() is string next; after = next)
            values.Add(next);
        return values;
    }

    // Rows of one name, owner and label, in the order of an index.
    private readonly record struct Run(string Name, string Owner, string Label);
}
