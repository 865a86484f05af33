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
        var connection = new AzureStorageConnection(_account.Options);
        var keys = await AzureApiKeys.OpenAsync(connection, NullLogger.Instance, TestContext.Current.CancellationToken);

        (await keys.ListAsync(null, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        var prefix = _account.Options.TablePrefix;
        var tables = new List<string>();
        await foreach (var table in connection.Tables.QueryAsync(cancellationToken: TestContext.Current.CancellationToken))
            tables.Add(table.Name);
        tables.Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && !char.IsAsciiDigit(name[prefix.Length])).ShouldBe([prefix + AzureApiKeyStore.TableName]);
    }

    // Nothing is kept open.
    protected override Task CloseAsync() => Task.CompletedTask;
}
