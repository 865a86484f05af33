using Atomic.LocalHost.History;
using Atomic.Providers.Specialists;
using Atomic.Storage.Sqlite;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Cli.Composition;

/// <summary>Registers what keeps state, all of it in the one database.</summary>
internal static class StoreServices
{
    /// <summary>The tables of every part.</summary>
    public static IReadOnlyList<ComponentSchema> Schemas { get; } = [HistorySchema.Component, .. SqliteStores.Schemas];

    /// <summary>Loads the stores and registers them.</summary>
    /// <param name="services">The services.</param>
    /// <param name="database">The database; the caller closes it.</param>
    /// <param name="settings">The budgets.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task AddStoresAsync(
        this IServiceCollection services, AtomicDatabase database, ServerOptions settings, CancellationToken cancellationToken)
    {
        var stores = await SqliteStores.OpenAsync(database, settings.House.Budgets, TimeProvider.System, cancellationToken);

        // As instances: the container closes none of them, since the database outlives it.
        services.AddSingleton<IAtomicDatabase>(database);
        services.AddSingleton(stores);
        services.AddSingleton(stores.TrackRecords);
        services.AddSingleton(stores.Budgets);
        services.AddSingleton(stores.Payloads);
        services.AddSingleton(stores.Feedback);
        services.AddSingleton(stores.Examples);
        services.AddSingleton(stores.Poison);
        services.AddSingleton(stores.ApiKeys);
        services.AddSingleton(stores.Barrier);
    }

    /// <summary>Brings the specialists to what they had learned.</summary>
    /// <param name="services">The services.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task LearnFromStoresAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        services.GetRequiredService<SpecialistRooms>().LoadAsync(cancellationToken);
}
