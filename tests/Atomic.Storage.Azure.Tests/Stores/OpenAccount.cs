using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.Connection;
using Atomic.Testing.Azurite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Storage.Azure.Tests.Stores;

/// <summary>Tables and containers of one test. Each opening is what another process would have: it shares nothing but the account.</summary>
internal sealed class OpenAccount(AzuriteFixture azurite)
{
    private static int s_number;

    private readonly string _prefix = $"test{Interlocked.Increment(ref s_number)}";

    public AzureStorageOptions Options => new() { ConnectionString = azurite.ConnectionString, TablePrefix = _prefix, ContainerPrefix = _prefix };

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public Task<AzureStores> OpenAsync(params IReadOnlyList<BudgetOptions> budgets) =>
        AzureStores.OpenAsync(Options, budgets, Time, NullLogger<AzureStores>.Instance, TestContext.Current.CancellationToken);
}
