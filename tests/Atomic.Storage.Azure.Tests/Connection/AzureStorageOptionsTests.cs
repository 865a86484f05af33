using Atomic.Core.Errors;
using Atomic.Storage.Azure.Connection;

namespace Atomic.Storage.Azure.Tests.Connection;

public sealed class AzureStorageOptionsTests
{
    [Fact]
    public void Problems_NoAccount_OneSentenceThatSaysWhatToSet() =>
        new AzureStorageOptions().Problems().ShouldHaveSingleItem().ShouldContain("UseDevelopmentStorage=true");

    [Theory]
    [InlineData("UseDevelopmentStorage=true", null, null)]
    [InlineData(null, "atomicstate", null)]
    [InlineData(null, "atomicstate", "7a1c2d3e-0000-0000-0000-000000000000")]
    public void Problems_OneWayToTheAccount_None(string? connectionString, string? accountName, string? clientId)
    {
        var options = new AzureStorageOptions { ConnectionString = connectionString, AccountName = accountName, ClientId = clientId };
        options.Problems().ShouldBeEmpty();
        new AzureStorageConnection(options).Table("Budgets").Name.ShouldBe("atomicBudgets");
    }

    [Fact]
    public void Open_ServiceAddresses_AreUsed()
    {
        var connection = new AzureStorageConnection(new AzureStorageOptions
        {
            TableServiceUri = "https://state.table.core.example", BlobServiceUri = "https://state.blob.core.example", QueueServiceUri = "https://state.queue.core.example",
        });
        connection.Tables.Uri.Host.ShouldBe("state.table.core.example");
        connection.Container("payloads").Uri.ShouldBe(new Uri("https://state.blob.core.example/atomic-payloads"));
        connection.Queues.Uri.Host.ShouldBe("state.queue.core.example");
    }

    [Fact]
    public void Open_DevelopmentStorage_IsTheEmulatorOnItsUsualPorts() =>
        new AzureStorageConnection(new AzureStorageOptions { ConnectionString = "UseDevelopmentStorage=true" }).Tables.Uri.Authority.ShouldBe("127.0.0.1:10002");

    [Theory]
    [MemberData(nameof(Unusable))]
    public void Problems_Unusable_OneSentenceEachThatNamesTheSetting(AzureStorageOptions options, string named)
    {
        var problem = options.Problems().ShouldHaveSingleItem();
        problem.ShouldContain(named);
        problem.ShouldStartWith("Atomic:Storage");
        problem.ShouldEndWith(".");
        Should.Throw<AtomicException>(() => new AzureStorageConnection(options)).Message.ShouldBe(problem);
    }

    [Theory]
    [InlineData("AccountName=only")]
    [InlineData("secret-that-is-no-connection-string")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=secret-not-base64!;EndpointSuffix=core.windows.net")]
    public void Open_MalformedConnectionString_OneSentenceWithoutIt(string text)
    {
        var refusal = Should.Throw<AtomicException>(() => new AzureStorageConnection(new AzureStorageOptions { ConnectionString = text }));
        refusal.Code.ShouldBe(ErrorCodes.InvalidConfiguration);
        refusal.ToString().ShouldNotContain("secret");
        refusal.Message.ShouldContain("Atomic:Storage:ConnectionString");
    }

    public static TheoryData<AzureStorageOptions, string> Unusable() => new()
    {
        { new AzureStorageOptions { ConnectionString = "UseDevelopmentStorage=true", AccountName = "atomicstate" }, "2 ways" },
        { new AzureStorageOptions { AccountName = "Not a name" }, "AccountName" },
        { new AzureStorageOptions { TableServiceUri = "https://state.table.core.example" }, "BlobServiceUri" },
        { new AzureStorageOptions { TableServiceUri = "https://t/?sig=x", BlobServiceUri = "https://b", QueueServiceUri = "https://q" }, "TableServiceUri" },
        { new AzureStorageOptions { TableServiceUri = "ftp://t", BlobServiceUri = "https://b", QueueServiceUri = "https://q" }, "TableServiceUri" },
        { new AzureStorageOptions { ConnectionString = "UseDevelopmentStorage=true", ClientId = "x" }, "ClientId" },
        { new AzureStorageOptions { AccountName = "atomicstate", TablePrefix = "1st" }, "TablePrefix" },
        { new AzureStorageOptions { AccountName = "atomicstate", ContainerPrefix = "Upper" }, "ContainerPrefix" },
        { new AzureStorageOptions { AccountName = "atomicstate", MaxRetries = 6 }, "MaxRetries" },
        { new AzureStorageOptions { AccountName = "atomicstate", NetworkTimeoutSeconds = double.NaN }, "NetworkTimeoutSeconds" },
    };
}
