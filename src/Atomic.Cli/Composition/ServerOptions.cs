using Atomic.Core.Errors;
using Atomic.Hosting;
using Atomic.LocalHost;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.Configuration;

namespace Atomic.Cli.Composition;

/// <summary>The options of every part of the local server, bound from the section <c>Atomic</c> and checked.</summary>
internal sealed record ServerOptions
{
    /// <summary>The database in the data folder.</summary>
    public const string DatabaseFile = "atomic.db";

    /// <summary>Those of what both hosts share.</summary>
    public required HouseOptions House { get; init; }

    /// <summary><c>Atomic:Host</c>.</summary>
    public required DurableHostOptions Host { get; init; }

    /// <summary><c>Atomic:Database</c>; the path is set by the data folder.</summary>
    public required AtomicDatabaseOptions Database { get; init; }

    /// <summary><c>Atomic:Storage</c>, the account that has the queues; null where none is configured. State is in the database all the same.</summary>
    public AzureStorageOptions? Storage { get; init; }

    /// <summary><c>Atomic:Logging</c>.</summary>
    public required LoggingOptions Logging { get; init; }

    /// <summary>Binds them.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="dataFolder">Where the database is.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static ServerOptions Read(IConfiguration configuration, string dataFolder)
    {
        var options = new ServerOptions
        {
            House = HouseOptions.Read(configuration),
            // A server that nobody tends must not fill its disk; and callers that wait for slow models must not wait for each other.
            Host = configuration.BindStrictly("Atomic:Host", new DurableHostOptions { Retention = TimeSpan.FromDays(30), MaxConcurrentActivities = 1_024 }),
            Database = configuration.BindStrictly<AtomicDatabaseOptions>("Atomic:Database"),
            Storage = configuration.GetSection(AzureStorageOptions.Section).Exists() ? configuration.BindStrictly<AzureStorageOptions>(AzureStorageOptions.Section) : null,
            Logging = configuration.BindStrictly<LoggingOptions>("Atomic:Logging"),
        };
        options.Database.Path = Path.Combine(dataFolder, DatabaseFile);
        options.Host.Validate();
        return options;
    }
}
