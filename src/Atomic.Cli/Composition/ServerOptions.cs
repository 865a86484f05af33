using Atomic.Core.Errors;
using Atomic.Http;
using Atomic.LocalHost;
using Atomic.Orchestration.Options;
using Atomic.Orchestration.Ports;
using Atomic.Providers.Specialists;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.Configuration;

namespace Atomic.Cli.Composition;

/// <summary>The options of every part of the house, bound from the section <c>Atomic</c> and checked. The market is read by its own reader.</summary>
internal sealed record ServerOptions
{
    /// <summary>The database in the data folder.</summary>
    public const string DatabaseFile = "atomic.db";

    /// <summary><c>Atomic:Orchestration</c>.</summary>
    public required OrchestrationOptions Orchestration { get; init; }

    /// <summary><c>Atomic:Host</c>.</summary>
    public required DurableHostOptions Host { get; init; }

    /// <summary><c>Atomic:Database</c>; the path is set by the data folder.</summary>
    public required AtomicDatabaseOptions Database { get; init; }

    /// <summary><c>Atomic:Http</c>.</summary>
    public required AtomicHttpOptions Http { get; init; }

    /// <summary><c>Atomic:Market:Specialists</c>.</summary>
    public required SpecialistOptions Specialists { get; init; }

    /// <summary><c>Atomic:Budgets</c>.</summary>
    public required IReadOnlyList<BudgetOptions> Budgets { get; init; }

    /// <summary>Binds them.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="dataFolder">Where the database is.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static ServerOptions Read(IConfiguration configuration, string dataFolder)
    {
        var options = new ServerOptions
        {
            Orchestration = Bind<OrchestrationOptions>(configuration, "Atomic:Orchestration"),
            // A server that nobody tends must not fill its disk; and callers that wait for slow models must not wait for each other.
            Host = Bind(configuration, "Atomic:Host", new DurableHostOptions { Retention = TimeSpan.FromDays(30), MaxConcurrentActivities = 1_024 }),
            Database = Bind<AtomicDatabaseOptions>(configuration, "Atomic:Database"),
            Http = Bind<AtomicHttpOptions>(configuration, "Atomic:Http"),
            Specialists = Bind<SpecialistOptions>(configuration, "Atomic:Market:Specialists"),
            Budgets = Bind<List<BudgetOptions>>(configuration, "Atomic:Budgets"),
        };
        options.Database.Path = Path.Combine(dataFolder, DatabaseFile);
        if (options.Orchestration.Problems() is [var problem, ..])
            throw new AtomicException(ErrorCodes.InvalidConfiguration, problem);
        if (!options.Http.IsValid())
            throw new AtomicException(ErrorCodes.InvalidConfiguration, "Atomic:Http has a value out of its range; docs/cli.md has the ranges.");
        options.Host.Validate();
        return options;
    }

    private static T Bind<T>(IConfiguration configuration, string section)
        where T : class, new() => Bind(configuration, section, new T());

    private static T Bind<T>(IConfiguration configuration, string section, T bound)
        where T : class
    {
        try
        {
            configuration.GetSection(section).Bind(bound, static binder => binder.ErrorOnUnknownConfiguration = true);
            return bound;
        }
        catch (InvalidOperationException failure)
        {
            throw new AtomicException(ErrorCodes.InvalidConfiguration, $"{section} cannot be used: {failure.InnerException?.Message ?? failure.Message}", failure);
        }
    }
}
