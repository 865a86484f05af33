using Atomic.Core.Errors;
using Atomic.Hosting;
using Atomic.LocalHost;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.Configuration;

namespace Atomic.InProcess;

/// <summary>The options of a house in one process: what every host shares, the embedded durable host, and its database.</summary>
public sealed record LocalHouseOptions
{
    /// <summary>The database in the data folder.</summary>
    public const string DatabaseFile = "atomic.db";

    /// <summary>Those of what both hosts share.</summary>
    public required HouseOptions House { get; init; }

    /// <summary><c>Atomic:Host</c>.</summary>
    public required DurableHostOptions Host { get; init; }

    /// <summary><c>Atomic:Database</c>; the path is set by the data folder.</summary>
    public required AtomicDatabaseOptions Database { get; init; }

    /// <summary>Binds them.</summary>
    /// <param name="configuration">The configuration; only its section <c>Atomic</c> is read.</param>
    /// <param name="dataFolder">Where the database is.</param>
    /// <exception cref="AtomicException"><see cref="ErrorCodes.InvalidConfiguration"/>.</exception>
    public static LocalHouseOptions Read(IConfiguration configuration, string dataFolder)
    {
        var options = new LocalHouseOptions
        {
            House = HouseOptions.Read(configuration),
            // A process that nobody tends must not fill its disk; and callers that wait for slow models must not wait for each other.
            Host = configuration.BindStrictly("Atomic:Host", new DurableHostOptions { Retention = TimeSpan.FromDays(30), MaxConcurrentActivities = 1_024 }),
            Database = configuration.BindStrictly<AtomicDatabaseOptions>("Atomic:Database"),
        };
        options.Database.Path = Path.Combine(dataFolder, DatabaseFile);
        options.Host.Validate();

        // An example is not shown any more when its microtask may be gone.
        if (options.Host.Retention is { } retention && retention < options.House.Specialists.DemonstrationAge)
            options.House.Specialists.DemonstrationAge = retention;
        return options;
    }
}
