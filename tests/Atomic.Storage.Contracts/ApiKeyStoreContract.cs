using Atomic.Core.Errors;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;

namespace Atomic.Storage.Contracts;

public abstract class ApiKeyStoreContract : StoreContract<IApiKeyStore>
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 1, 12, 0, 0, 123, 456, TimeSpan.Zero);

    [Fact]
    public async Task FindAsync_Unknown_IsNull()
    {
        (await Store.FindAsync("nobody", Cancellation)).ShouldBeNull();
        (await Store.ListAsync(null, Cancellation)).ShouldBeEmpty();
        (await Store.ListAsync("acme", Cancellation)).ShouldBeEmpty();
        (await Store.RevokeAsync("nobody", Noon, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task AddAsync_Key_IsFoundAsItIsAlsoAfterReopening()
    {
        var key = Key("k1") with { Scopes = AccessScopes.Read | AccessScopes.Admin, Label = "CI of acme", ExpiresAt = Noon.AddDays(30) };
        await Store.AddAsync(key, Cancellation);
        (await Store.FindAsync("k1", Cancellation)).ShouldBe(key);
        await ReopenAsync();
        (await Store.FindAsync("k1", Cancellation)).ShouldBe(key);
        (await Store.ListAsync(null, Cancellation)).ShouldBe([key]);
    }

    [Fact]
    public async Task AddAsync_IdOfAnotherKey_RefusedAndTheOtherStays()
    {
        await Store.AddAsync(Key("k1"), Cancellation);
        (await Should.ThrowAsync<AtomicException>(async () => await Store.AddAsync(Key("k1", "other"), Cancellation))).Code.ShouldBe(ErrorCodes.Conflict);
        (await Store.FindAsync("k1", Cancellation)).ShouldBe(Key("k1"));
        (await Store.ListAsync("other", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ListAsync_SeveralTenants_InOrderOfTheirMaking()
    {
        var first = Key("k3");
        var second = Key("k1", "other") with { CreatedAt = Noon.AddSeconds(1) };
        var third = Key("k2") with { CreatedAt = Noon.AddSeconds(2) };
        foreach (var key in (ApiKey[])[third, first, second])
            await Store.AddAsync(key, Cancellation);
        (await Store.ListAsync(null, Cancellation)).ShouldBe([first, second, third]);
        await ReopenAsync();
        (await Store.ListAsync("acme", Cancellation)).ShouldBe([first, third]);
        (await Store.ListAsync("other", Cancellation)).ShouldBe([second]);
        (await Store.ListAsync("acm", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task RevokeAsync_Twice_KeepsTheFirstTimeAlsoInTheList()
    {
        await Store.AddAsync(Key("k1"), Cancellation);
        var revoked = Key("k1") with { RevokedAt = Noon.AddHours(1) };
        (await Store.RevokeAsync("k1", Noon.AddHours(1), Cancellation)).ShouldBe(revoked);
        (await Store.RevokeAsync("k1", Noon.AddHours(2), Cancellation)).ShouldBe(revoked);
        await ReopenAsync();
        (await Store.FindAsync("k1", Cancellation)).ShouldBe(revoked);
        (await Store.ListAsync("acme", Cancellation)).ShouldBe([revoked]);
        (await Store.ListAsync(null, Cancellation)).ShouldBe([revoked]);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public async Task FindAsync_HostileId_IsNull(string text) => (await Store.FindAsync(text, Cancellation)).ShouldBeNull();

    private static ApiKey Key(string id, string tenant = "acme") => new()
    {
        Id = id, SecretHash = new string('a', 64), Tenant = tenant, Scopes = AccessScopes.Run, CreatedAt = Noon,
    };
}
