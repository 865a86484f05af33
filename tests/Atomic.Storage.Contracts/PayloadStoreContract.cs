using System.Security.Cryptography;
using System.Text;
using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Contracts;

public abstract class PayloadStoreContract : StoreContract<IPayloadStore>
{
    /// <summary>How many puts the test of concurrency makes, as many as the store does in a few seconds.</summary>
    protected virtual int Puts => 2_000;

    [Fact]
    public async Task GetAsync_Unknown_IsNull()
    {
        (await Store.GetAsync(new string('0', 64), Cancellation)).ShouldBeNull();
        (await Store.GetAsync("", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task PutAsync_KnownVector_IsItsSha256InLowerCase() =>
        (await Store.PutAsync("abc"u8.ToArray(), Cancellation)).ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_096)]
    [InlineData(3_000_000)]
    public async Task PutAsync_Bytes_AreReadAtOnceAndAfterReopening(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        var hash = await Store.PutAsync(content, Cancellation);
        (await Store.GetAsync(hash, Cancellation))!.Value.ToArray().ShouldBe(content);
        await ReopenAsync();
        (await Store.GetAsync(hash, Cancellation))!.Value.ToArray().ShouldBe(content);
        (await Store.PutAsync(content, Cancellation)).ShouldBe(hash);
    }

    [Fact]
    public async Task PutAsync_CallerReusesItsBuffer_WhatWasPutStays()
    {
        var buffer = "first"u8.ToArray();
        var hash = await Store.PutAsync(buffer, Cancellation);
        buffer.AsSpan().Fill((byte)'x');
        (await Store.GetAsync(hash, Cancellation))!.Value.ToArray().ShouldBe("first"u8.ToArray());
        await ReopenAsync();
        (await Store.GetAsync(hash, Cancellation))!.Value.ToArray().ShouldBe("first"u8.ToArray());
    }

    [Fact]
    public async Task PutAsync_Concurrently_EveryContentIsThereWheneverItsPutHasReturned()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, Puts), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (index, token) =>
        {
            var content = Encoding.UTF8.GetBytes($"payload {index % (Puts / 4)}");
            var hash = await Store.PutAsync(content, token);
            (await Store.GetAsync(hash, token))!.Value.ToArray().ShouldBe(content);
        });
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task GetAsync_HostileHash_IsNull(string text) => (await Store.GetAsync(text, Cancellation)).ShouldBeNull();
}
