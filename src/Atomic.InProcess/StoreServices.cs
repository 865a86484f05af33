using Atomic.Core.Errors;
using Atomic.LocalHost.History;
using Atomic.Storage.Sqlite;
using Atomic.Storage.Sqlite.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.InProcess;

/// <summary>Registers what keeps state, all of it in the one database.</summary>
public static class StoreServices
{
    /// <summary>The tables of every part.</summary>
    public static IReadOnlyList<ComponentSchema> Schemas { get; } = [HistorySchema.Component, .. SqliteStores.Schemas];

    /// <summary>Registers the database and the stores; they are opened when the first of them is asked for, and that may throw.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Where the database is, and the budgets.</param>
    /// <exception cref="AtomicException">On opening: the file is in use or cannot be used, or a budget's options cannot.</exception>
    internal static void AddStores(this IServiceCollection services, LocalHouseOptions options)
    {
        services.AddSingleton<IAtomicDatabase>(_ => AtomicDatabase.Open(options.Database, Schemas));
        services.AddSingleton(provider => Open(provider, options));
        services.AddStore(static stores => stores.TrackRecords);
        services.AddStore(static stores => stores.Budgets);
        services.AddStore(static stores => stores.Payloads);
        services.AddStore(static stores => stores.Feedback);
        services.AddStore(static stores => stores.Examples);
        services.AddStore(static stores => stores.Poison);
        services.AddStore(static stores => stores.ApiKeys);
        services.AddStore(static stores => stores.Barrier);
    }

    private static void AddStore<TPort>(this IServiceCollection services, Func<SqliteStores, TPort> port)
        where TPort : class => services.AddSingleton(provider => port(provider.GetRequiredService<SqliteStores>()));

    // Once per process, over a file that is read at once: a container cannot wait, and routes are mapped before a host can start anything.
    private static SqliteStores Open(IServiceProvider provider, LocalHouseOptions options) =>
        Task.Run(() => SqliteStores.OpenAsync(
            provider.GetRequiredService<IAtomicDatabase>(), options.House.Budgets, provider.GetRequiredService<TimeProvider>(), CancellationToken.None)).GetAwaiter().GetResult();
}
