using Atomic.Providers.Clients;
using Azure.Core;
using Microsoft.Extensions.Time.Testing;

namespace Atomic.Providers.Tests.Clients;

public sealed class CachedCredentialTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TokenRequestContext Scope = new(["https://one/.default"]);

    private readonly FakeTimeProvider _time = new(Start);
    private readonly List<string> _asked = [];
    private readonly CachedCredential _cached;

    public CachedCredentialTests() => _cached = new CachedCredential(
        DelegatedTokenCredential.Create((context, _) =>
        {
            _asked.Add(context.Scopes[0]);
            return new AccessToken($"token-{_asked.Count}", _time.GetUtcNow().AddHours(1));
        }),
        _time);

    [Fact]
    public async Task GetTokenAsync_UntilFiveMinutesBeforeItExpires_IsTheSame()
    {
        (await _cached.GetTokenAsync(Scope, CancellationToken.None)).Token.ShouldBe("token-1");
        _time.Advance(TimeSpan.FromMinutes(54.9));
        (await _cached.GetTokenAsync(Scope, CancellationToken.None)).Token.ShouldBe("token-1");
        _cached.GetToken(Scope, CancellationToken.None).Token.ShouldBe("token-1");
        _time.Advance(TimeSpan.FromMinutes(0.2));
        (await _cached.GetTokenAsync(Scope, CancellationToken.None)).Token.ShouldBe("token-2");
    }

    [Fact]
    public void GetToken_OtherScopeOrClaims_IsAskedForAnew()
    {
        _cached.GetToken(Scope, CancellationToken.None).Token.ShouldBe("token-1");
        _cached.GetToken(new TokenRequestContext(["https://two/.default"]), CancellationToken.None).Token.ShouldBe("token-2");
        _cached.GetToken(new TokenRequestContext(["https://two/.default"], claims: "{}"), CancellationToken.None).Token.ShouldBe("token-3");
        _asked.ShouldBe(["https://one/.default", "https://two/.default", "https://two/.default"]);
    }
}
