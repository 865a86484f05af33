using System.Text.RegularExpressions;
using Atomic.Orchestration.Access;

namespace Atomic.Orchestration.Queues;

/// <summary>How microtasks are taken from a queue, section <c>Atomic:Queues</c>. The account that has the queues stands in <c>Atomic:Storage</c>.</summary>
public sealed partial class QueueOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Atomic:Queues";

    /// <summary>The queue that microtasks are taken from; default <c>microtasks</c>.</summary>
    public string Input { get; set; } = "microtasks";

    /// <summary>The queue that results are put on; default <c>microtask-results</c>.</summary>
    public string Output { get; set; } = "microtask-results";

    /// <summary>Whose the microtasks are: whoever can write to the queue is trusted with that tenant; default <see cref="TenantName.Default"/>.</summary>
    public string Tenant { get; set; } = TenantName.Default;

    /// <summary>How many messages are worked on at once; 1 to 1,024, default 32.</summary>
    public int Concurrency { get; set; } = 32;

    /// <summary>How long a message stays hidden from others in seconds, renewed at half of it while at work; 2 to 3,600, default 60.</summary>
    public int VisibilitySeconds { get; set; } = 60;

    /// <summary>How often a message is tried before it is given up; 1 to 20, default 5. The Functions host has its own <c>maxDequeueCount</c>: keep them equal.</summary>
    public int MaxTries { get; set; } = 5;

    /// <summary>When a message that failed is tried again in seconds, four times as long after each failure; 0 to 60, default 2.</summary>
    public int RetrySeconds { get; set; } = 2;

    /// <summary>How messages are written; default <see cref="QueueEncoding.Base64"/>, as in the Functions host. Plain JSON is read in either case.</summary>
    public QueueEncoding Encoding { get; set; } = QueueEncoding.Base64;

    /// <summary>How long to wait in seconds at most before looking into an empty queue again; 0.1 to 60, default 2.</summary>
    public double MaxPollingSeconds { get; set; } = 2;

    /// <summary>What is wrong with the settings, a sentence each; empty where nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        List<string> problems = [];
        foreach (var (name, queue) in (ReadOnlySpan<(string, string)>)[(nameof(Input), Input), (nameof(Output), Output)])
        {
            if (queue.Length > 63 || !QueueName().IsMatch(queue))
                problems.Add($"{Section}:{name} is '{queue}'; a queue's name has 3 to 63 lower-case letters, digits and single hyphens, none at its ends.");
        }

        if (Input == Output)
            problems.Add($"{Section}:Input and Output are both '{Input}'; results must not come back as microtasks: name two queues.");
        if (!TenantName.IsValid(Tenant))
            problems.Add($"{Section}:Tenant is '{Tenant}'; a tenant's name matches {TenantName.Pattern}.");
        if (Concurrency is < 1 or > 1_024)
            problems.Add($"{Section}:Concurrency is {Concurrency}; set it to 1 to 1024.");
        if (VisibilitySeconds is < 2 or > 3_600)
            problems.Add($"{Section}:VisibilitySeconds is {VisibilitySeconds}; set it to 2 to 3600 seconds.");
        if (MaxTries is < 1 or > 20)
            problems.Add($"{Section}:MaxTries is {MaxTries}; set it to 1 to 20.");
        if (RetrySeconds is < 0 or > 60)
            problems.Add($"{Section}:RetrySeconds is {RetrySeconds}; set it to 0 to 60 seconds.");
        if (!Enum.IsDefined(Encoding))
            problems.Add($"{Section}:Encoding is {Encoding}; set it to Base64 or None.");
        if (MaxPollingSeconds is not (>= 0.1 and <= 60))
            problems.Add($"{Section}:MaxPollingSeconds is {MaxPollingSeconds}; set it to 0.1 to 60 seconds.");
        return problems;
    }

    [GeneratedRegex("^[a-z0-9](?:-?[a-z0-9]){2,62}$", RegexOptions.NonBacktracking)]
    private static partial Regex QueueName();
}
