using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Atomic.Core.Errors;
using Atomic.Core.Learning;
using Atomic.Storage.Azure.Connection;
using Atomic.Storage.Azure.Tests.Stores;
using Atomic.Testing.Azurite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Storage.Azure.Tests.Connection;

public sealed class AvailabilityTests(AzuriteFixture azurite)
{
    // Retries are bounded; the rest is for a busy machine.
    private static readonly TimeSpan s_aFewSeconds = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_NothingListens_OneSentenceInAFewSeconds()
    {
        var options = Emulator(FreePort());
        var watch = Stopwatch.StartNew();
        var failure = await Should.ThrowAsync<AtomicException>(() => OpenAsync(options));
        watch.Elapsed.ShouldBeLessThan(s_aFewSeconds);
        ShouldBeUnavailable(failure, "nothing listens there", "start Azurite (npx azurite --location FOLDER)");
    }

    [Fact]
    public async Task OpenAsync_UnknownAccount_OneSentenceInAFewSeconds()
    {
        var options = new AzureStorageOptions
        {
            ConnectionString = $"DefaultEndpointsProtocol=https;AccountName=atomicstate;AccountKey={Convert.ToBase64String(new byte[64])};EndpointSuffix=storage.invalid",
        };
        var watch = Stopwatch.StartNew();
        var failure = await Should.ThrowAsync<AtomicException>(() => OpenAsync(options));
        watch.Elapsed.ShouldBeLessThan(s_aFewSeconds);
        ShouldBeUnavailable(failure, ".storage.invalid", "check Atomic:Storage and the network");
    }

    [Fact]
    public async Task OpenAsync_NoAnswer_OneSentenceWhenItsTimeIsOver()
    {
        // Takes connections and never answers.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var options = Emulator(((IPEndPoint)silent.LocalEndpoint).Port);
        (options.MaxRetries, options.NetworkTimeoutSeconds) = (0, 1);
        ShouldBeUnavailable(await Should.ThrowAsync<AtomicException>(() => OpenAsync(options)), "does not answer in time");
    }

    [Fact]
    public async Task OpenAsync_WrongKey_OneSentenceWithoutTheKey()
    {
        var right = azurite.ConnectionString;
        var key = Convert.ToBase64String(new byte[64]);
        var wrong = string.Join(';', right.Split(';').Select(part => part.StartsWith("AccountKey=", StringComparison.Ordinal) ? $"AccountKey={key}" : part));
        var failure = await Should.ThrowAsync<AtomicException>(() => OpenAsync(new AzureStorageOptions { ConnectionString = wrong }));
        ShouldBeUnavailable(failure, "refuses the credentials");
        failure.ToString().ShouldNotContain(key);
    }

    [Fact]
    public async Task LearnAsync_TableWasDeleted_OneSentenceThatSaysWhatIsMissing()
    {
        var stores = await new OpenAccount(azurite).OpenAsync();
        await stores.Connection.Table("TrackRecords").DeleteAsync(Cancellation);
        ShouldBeUnavailable(await Should.ThrowAsync<AtomicException>(async () => await stores.TrackRecords.GetAsync("email", Cancellation)), "a table is missing");
        ShouldBeUnavailable(await Should.ThrowAsync<AtomicException>(() => LearnAsync(stores, "id")), "a table is missing");
        await stores.EnsureCreatedAsync(Cancellation);
        (await LearnAsync(stores, "id")).ShouldBe(1);
    }

    [Fact]
    public async Task LearnAsync_AccountDisappearsAndComesBack_SaysSoAndGoesOn()
    {
        await using var server = await azurite.StartAnotherAsync(Cancellation);
        var time = new FakeTimeProvider();
        var options = new AzureStorageOptions { ConnectionString = server.ConnectionString };
        var stores = await AzureStores.OpenAsync(options, [], time, NullLogger<AzureStores>.Instance, Cancellation);
        (await LearnAsync(stores, "before")).ShouldBe(1);
        (await stores.Availability.CheckAsync(Cancellation)).ShouldBeNull();

        await server.StopAsync();
        ShouldBeUnavailable(await Should.ThrowAsync<AtomicException>(() => LearnAsync(stores, "during")), "nothing listens there");
        ShouldBeUnavailable(await Should.ThrowAsync<AtomicException>(async () => await stores.Payloads.PutAsync(new byte[] { 1 }, Cancellation)), "nothing listens there");

        // The answer of a moment ago is kept for a moment.
        (await stores.Availability.CheckAsync(Cancellation)).ShouldBeNull();
        time.Advance(TimeSpan.FromSeconds(6));
        (await stores.Availability.CheckAsync(Cancellation))!.Code.ShouldBe(ErrorCodes.StorageUnavailable);

        await server.StartAsync(Cancellation);
        (await LearnAsync(stores, "before")).ShouldBe(1);
        (await LearnAsync(stores, "during")).ShouldBe(2);
        time.Advance(TimeSpan.FromSeconds(6));
        (await stores.Availability.CheckAsync(Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task AddAtomicAzureStorage_NothingListens_OpeningSaysWhy()
    {
        using var host = HostOf(Emulator(FreePort()).ConnectionString!);
        ShouldBeUnavailable(await Should.ThrowAsync<AtomicException>(() => OpenAsync(host)), "nothing listens there");
    }

    [Fact]
    public async Task AddAtomicAzureStorage_AccountServes_ThePortsWorkOnceItIsOpened()
    {
        using var host = HostOf(azurite.ConnectionString);
        await OpenAsync(host);
        (await host.Services.GetRequiredService<Orchestration.Ports.IBudgetStore>().ListAsync(null, Cancellation)).ShouldBeEmpty();
        var store = host.Services.GetRequiredService<Orchestration.Ports.ITrackRecordStore>();
        (await store.LearnAsync("id", "email", new([]), Cancellation)).Counted.ShouldBeTrue();
    }

    [Fact]
    public void AddAtomicAzureStorage_UnknownSetting_RefusedByName()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Atomic:Storage:AcountName", "x")]).Build();
        Should.Throw<AtomicException>(() => new ServiceCollection().AddAtomicAzureStorage(configuration, [])).Message.ShouldContain("AcountName");
    }

    private static Task OpenAsync(IHost host) => host.Services.GetRequiredService<AzureStores>().EnsureCreatedAsync(Cancellation);

    private static IHost HostOf(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
            [new("Atomic:Storage:ConnectionString", connectionString), new("Atomic:Storage:TablePrefix", "hosted"), new("Atomic:Storage:ContainerPrefix", "hosted")]);
        builder.Services.AddAtomicAzureStorage(builder.Configuration, []);
        return builder.Build();
    }

    private static void ShouldBeUnavailable(AtomicException failure, params string[] says)
    {
        failure.Code.ShouldBe(ErrorCodes.StorageUnavailable);
        failure.Message.ShouldStartWith("The storage account at http");
        failure.Message.ShouldEndWith(".");
        failure.Message.ShouldNotContain('\n');
        foreach (var part in says)
            failure.Message.ShouldContain(part);
    }

    private static Task<AzureStores> OpenAsync(AzureStorageOptions options) =>
        AzureStores.OpenAsync(options, [], TimeProvider.System, NullLogger<AzureStores>.Instance, Cancellation);

    private static async Task<long> LearnAsync(AzureStores stores, string id) =>
        (await stores.TrackRecords.LearnAsync(id, "email", new([new Observation { BidderId = "b", Score = 1 }]), Cancellation)).Version;

    private static AzureStorageOptions Emulator(int port) => new()
    {
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Convert.ToBase64String(new byte[64])};" +
            $"BlobEndpoint=http://127.0.0.1:{port}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{port}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1;",
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
