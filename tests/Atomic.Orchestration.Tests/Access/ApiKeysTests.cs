using System.Security.Cryptography;
using Atomic.Orchestration.Access;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Orchestration.Tests.Access;

public sealed class ApiKeysTests
{
    private static readonly ApiKeyRequest Request = new("support", AccessScopes.Run, "router");

    private readonly ScriptedKeyStore _store = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly ApiKeys _keys;

    public ApiKeysTests() => _keys = new ApiKeys(_store, _store, RandomNumberGenerator.Fill, _time);

    [Fact]
    public async Task CheckAsync_AKey_TellsItsTenantAndScopes()
    {
        var issued = await _keys.CreateAsync(Request, CancellationToken.None);

        var check = await _keys.CheckAsync(issued.Text, CancellationToken.None);

        check.ShouldBe(new ApiKeyCheck(new Caller("support", issued.Key.Id, AccessScopes.Run), ApiKeyFault.None));
        _store.Keys.Values.ShouldHaveSingleItem().SecretHash.ShouldBe(issued.Text.HashSecret());
    }

    [Fact]
    public async Task CheckAsync_KeysThatAreNotValid_TellsWhyForTheLog()
    {
        var revoked = await _keys.CreateAsync(Request, CancellationToken.None);
        await _keys.RevokeAsync(revoked.Key.Id, CancellationToken.None);
        var expired = await _keys.CreateAsync(Request with { ExpiresAt = _time.GetUtcNow().AddTicks(1) }, CancellationToken.None);
        _time.Advance(TimeSpan.FromTicks(1));
        var unknown = new ApiKeyIssuer(RandomNumberGenerator.Fill, _time).Issue(Request);

        (await FaultAsync(revoked.Text)).ShouldBe(ApiKeyFault.Revoked);
        (await FaultAsync(expired.Text)).ShouldBe(ApiKeyFault.Expired);
        (await FaultAsync(unknown.Text)).ShouldBe(ApiKeyFault.Unknown);

        // Without the secret nobody learns that the key was revoked.
        (await FaultAsync(WithOtherSecret(revoked.Text))).ShouldBe(ApiKeyFault.WrongSecret);
    }

    [Fact]
    public async Task CheckAsync_WrongSecretOfACachedKey_IsRefusedAndTheKeyStaysCached()
    {
        var issued = await _keys.CreateAsync(Request, CancellationToken.None);
        await FaultAsync(issued.Text);
        for (var i = 0; i < 10; i++) (await FaultAsync(WithOtherSecret(issued.Text))).ShouldBe(ApiKeyFault.WrongSecret);

        (await FaultAsync(issued.Text)).ShouldBe(ApiKeyFault.None);
        _store.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task CheckAsync_RevokedWhileItIsRead_IsNotKeptInMemory()
    {
        var issued = await _keys.CreateAsync(Request, CancellationToken.None);
        var hold = new TaskCompletionSource();
        _store.Hold = hold.Task;
        var late = _keys.CheckAsync(issued.Text, CancellationToken.None);
        await _keys.RevokeAsync(issued.Key.Id, CancellationToken.None);
        _store.Hold = null;
        hold.SetResult();
        await late;

        (await FaultAsync(issued.Text)).ShouldBe(ApiKeyFault.Revoked);
    }

    [Fact]
    public async Task CheckAsync_MoreKeysThanAreKept_KeepsABoundedNumberAndServesAll()
    {
        const int kept = 4096;
        var issued = new List<IssuedApiKey>();
        for (var i = 0; i < kept + 50; i++)
        {
            issued.Add(new ApiKeyIssuer(RandomNumberGenerator.Fill, _time).Issue(Request));
            _store.Keys.Add(issued[i].Key.Id, issued[i].Key);
        }

        foreach (var key in issued) (await FaultAsync(key.Text)).ShouldBe(ApiKeyFault.None);
        var before = _store.Reads;
        foreach (var key in issued) (await FaultAsync(key.Text)).ShouldBe(ApiKeyFault.None);

        (_store.Reads - before).ShouldBeGreaterThanOrEqualTo(50, "what does not fit is read again");
        (_store.Reads - before).ShouldBeLessThan(kept, "what fits is not");
    }

    [Fact]
    public async Task CreateAsync_TheFirst_SaysSoAndNoOther()
    {
        (await _keys.IsAnyAsync(CancellationToken.None)).ShouldBeFalse();
        (await _keys.CreateAsync(Request, CancellationToken.None)).IsFirst.ShouldBeTrue();
        (await _keys.IsAnyAsync(CancellationToken.None)).ShouldBeTrue();
        (await _keys.CreateAsync(Request, CancellationToken.None)).IsFirst.ShouldBeFalse();
    }

    [Fact]
    public async Task IsAnyAsync_AskedByManyAtOnce_LooksOnce()
    {
        var hold = new TaskCompletionSource();
        _store.Hold = hold.Task;
        var asked = Enumerable.Range(0, 20).Select(_ => _keys.IsAnyAsync(CancellationToken.None).AsTask()).ToList();
        hold.SetResult();

        (await Task.WhenAll(asked)).ShouldAllBe(static any => !any);
        _store.Lists.ShouldBe(1);
    }

    [Fact]
    public async Task RevokeAsync_WhatIsNoId_AsksNoStore()
    {
        (await _keys.RevokeAsync("x' OR 1=1", CancellationToken.None)).ShouldBeNull();
        (await _keys.RevokeAsync("0000000000000000", CancellationToken.None)).ShouldBeNull();
    }

    private static ApiKeyText WithOtherSecret(ApiKeyText key)
    {
        var text = key.Reveal();
        ApiKeyText.TryParse(text[..^1] + (text[^1] == '0' ? 'g' : '0'), out var other).ShouldBeTrue();
        return other;
    }

    private async Task<ApiKeyFault> FaultAsync(ApiKeyText text) => (await _keys.CheckAsync(text, CancellationToken.None)).Fault;
}
