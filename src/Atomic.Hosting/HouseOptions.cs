using Atomic.Core.Errors;
using Atomic.Hosting.Verifiers;
using Atomic.Http;
using Atomic.Http.Access;
using Atomic.Orchestration.Budgets;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Queues;
using Atomic.Providers.Specialists;
using Microsoft.Extensions.Configuration;

namespace Atomic.Hosting;

/// <summary>The options of what both hosts share, bound from the section <c>Atomic</c> and checked. The market is read by its own reader.</summary>
public sealed record HouseOptions
{
    /// <summary><c>Atomic:Orchestration</c>.</summary>
    public required OrchestrationOptions Orchestration { get; init; }

    /// <summary><c>Atomic:Http</c>.</summary>
    public required AtomicHttpOptions Http { get; init; }

    /// <summary><c>Atomic:Access</c>.</summary>
    public required AccessOptions Access { get; init; }

    /// <summary><c>Atomic:Market:Specialists</c>.</summary>
    public required SpecialistOptions Specialists { get; init; }

    /// <summary><c>Atomic:Budgets</c>.</summary>
    public required IReadOnlyList<BudgetOptions> Budgets { get; init; }

    /// <summary><c>Atomic:Verification</c>.</summary>
    public required VerificationOptions Verification { get; init; }

    /// <summary><c>Atomic:Queues</c>.</summary>
    public required QueueOptions Queues { get; init; }

    /// <summary>Binds them.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="defaults">The host's own defaults for the flow; null: those of the flow.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static HouseOptions Read(IConfiguration configuration, OrchestrationOptions? defaults = null)
    {
        var options = new HouseOptions
        {
            Orchestration = configuration.BindStrictly("Atomic:Orchestration", defaults ?? new OrchestrationOptions()),
            Http = configuration.BindStrictly<AtomicHttpOptions>("Atomic:Http"),
            Access = configuration.BindStrictly<AccessOptions>("Atomic:Access"),
            Specialists = configuration.BindStrictly<SpecialistOptions>("Atomic:Market:Specialists"),
            Budgets = configuration.BindStrictly<List<BudgetOptions>>("Atomic:Budgets"),
            Verification = configuration.BindStrictly<VerificationOptions>("Atomic:Verification"),
            Queues = configuration.BindStrictly<QueueOptions>(QueueOptions.Section),
        };
        if (options.Orchestration.Problems().Concat(options.Queues.Problems()).Concat(BudgetCheck.Problems(options.Budgets)).Concat(options.Verification.Problems()).FirstOrDefault() is { } problem)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, problem);
        if (options.Access.Problems().FirstOrDefault() is { } accessProblem)
            throw new AtomicException(ErrorCodes.InvalidConfiguration, accessProblem);
        if (!options.Http.IsValid())
            throw new AtomicException(ErrorCodes.InvalidConfiguration, "Atomic:Http has a value out of its range; docs/cli.md has the ranges.");
        return options;
    }
}
