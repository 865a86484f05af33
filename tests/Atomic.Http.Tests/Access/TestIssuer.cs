using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Atomic.Http.Tests.Access;

/// <summary>An OpenID Connect issuer on loopback: its discovery documents, and tokens that it would sign.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    public const string Audience = "api://atomic";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly WebApplication _app;
    private int _asked;

    private TestIssuer(WebApplication app) => _app = app;

    public string Authority { get; private set; } = "";

    /// <summary>How often its keys were asked for.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public SigningCredentials Credentials => new(new RsaSecurityKey(_rsa) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256);

    public RSAParameters PublicKey => _rsa.ExportParameters(includePrivateParameters: false);

    public static async Task<TestIssuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var issuer = new TestIssuer(builder.Build());
        issuer._app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = issuer.Authority, jwks_uri = $"{issuer.Authority}/keys" }));
        issuer._app.MapGet("/keys", issuer.KeysOf);
        await issuer._app.StartAsync();
        issuer.Authority = issuer._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return issuer;
    }

    /// <summary>A token as a test wants it.</summary>
    public string Token(
        IReadOnlyDictionary<string, object> claims, SigningCredentials? credentials = null, string? issuer = null, string audience = Audience, TimeSpan? endsIn = null)
    {
        var now = DateTime.UtcNow;
        var end = now + (endsIn ?? TimeSpan.FromMinutes(10));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Authority,
            Audience = audience,
            Subject = new ClaimsIdentity(),
            Claims = claims.ToDictionary(),
            NotBefore = end.AddHours(-1),
            Expires = end,
            SigningCredentials = credentials ?? Credentials,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private IResult KeysOf()
    {
        Interlocked.Increment(ref _asked);
        return Results.Json(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", kid = "key-1", n = Base64UrlEncoder.Encode(PublicKey.Modulus!), e = Base64UrlEncoder.Encode(PublicKey.Exponent!) } },
        });
    }
}
