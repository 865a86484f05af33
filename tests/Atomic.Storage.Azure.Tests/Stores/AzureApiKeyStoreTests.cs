using Atomic.Orchestration.Ports;
using Atomic.Storage.Azure.ApiKeys;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Contracts;
using Atomic.Testing.Azurite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Storage.Azure.Tests.Stores;

public sealed class AzureApiKeyStoreTests(AzuriteFixture azurite) : ApiKeyStoreContract
{
    private readonly OpenAccount _account = new(azurite);

    protected override async Task<IApiKeyStore> OpenAsync() => (await _account.OpenAsync()).ApiKeys;

    [Fact]
    public async Task OpenAsync_KeysAlone_MakesTheirTableAndNoOther()
    {
        var options = new OpenAccount(azurite).Options;
        var connection = new AzureStorageConnection(options);
        var keys = await AzureApiKeys.OpenAsync(connection, NullLogger.Instance, TestContext.Current.CancellationToken);

        (await keys.ListAsync(null, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        var tables = new List<string>();
        await foreach (var table in connection.Tables.QueryAsync(cancellationToken: TestContext.Current.CancellationToken))
            tables.Add(table.Name);
        tables.Where(name => name.StartsWith(options.TablePrefix, StringComparison.Ordinal) && !char.IsAsciiDigit(name[options.TablePrefix.Length])).ShouldBe([options.TablePrefix + AzureApiKeyStore.TableName]);
    }

    // Nothing is kept open.
    protected override Task CloseAsync() => Task.CompletedTask;
}
