using Atomic.Core.Errors;
using Atomic.Hosting;
using Atomic.InProcess;
using Atomic.Storage.Azure.Connection;
using Microsoft.Extensions.Configuration;

namespace Atomic.Cli.Composition;

/// <summary>The options of every part of the local server, bound from the section <c>Atomic</c> and checked.</summary>
internal sealed record ServerOptions
{
    /// <summary>Those of the house itself.</summary>
    public required LocalHouseOptions Local { get; init; }

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
        return new ServerOptions
        {
            Local = LocalHouseOptions.Read(configuration, dataFolder),
            Storage = configuration.GetSection(AzureStorageOptions.Section).Exists() ? configuration.BindStrictly<AzureStorageOptions>(AzureStorageOptions.Section) : null,
            Logging = configuration.BindStrictly<LoggingOptions>("Atomic:Logging"),
        };
    }
}
