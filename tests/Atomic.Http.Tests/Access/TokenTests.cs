using System.Security.Cryptography;
using System.Text;
using Atomic.Http.Access;
using Atomic.Orchestration.Access;
using Microsoft.IdentityModel.Tokens;

namespace Atomic.Http.Tests.Access;

public sealed class TokenTests : HttpTest
{
    private const string MappedId = "8f1e2d3c-0000-4000-8000-000000000001";

    private TestIssuer? _issuer;

    private TestIssuer Issuer => _issuer ?? throw new InvalidOperationException("The issuer is not started.");

    [Theory]
    [InlineData("roles", "Atomic.Read", AccessScopes.Read)]
    [InlineData("roles", "Atomic.Run", AccessScopes.Run)]
    [InlineData("roles", "Atomic.Admin", AccessScopes.Admin)]
    [InlineData("scp", "Atomic.Read", AccessScopes.Read)]
    [InlineData("scp", "openid Atomic.Run Atomic.Read profile", AccessScopes.Read | AccessScopes.Run)]
    [InlineData("scp", "atomic.read", AccessScopes.None)]
    [InlineData("scope", "Atomic.Read", AccessScopes.None)]
    public async Task AnyRoute_GenuineToken_MayWhatItsScopesSay(string claim, string value, AccessScopes scopes)
    {
        var token = Issuer.Token(new Dictionary<string, object> { ["tid"] = MappedId, [claim] = claim == "roles" ? new[] { value, "Other.Role" } : value });

        (await StatusAsync("GET", "/api/market", token)).ShouldBe(scopes.HasFlag(AccessScopes.Read) ? 200 : 403);
        (await StatusAsync("GET", "/api/keys", token)).ShouldBe(scopes.HasFlag(AccessScopes.Admin) ? 200 : 403);
        (await StatusAsync("POST", "/api/microtasks", token, Samples.Request)).ShouldBe(scopes.HasFlag(AccessScopes.Run) ? 200 : 403);
        if (scopes.HasFlag(AccessScopes.Run)) Service.Submissions.ShouldHaveSingleItem().Tenant.ShouldBe("support");
    }

    [Theory]
    [InlineData("plain-name", "plain-name")]
    [InlineData(MappedId, "support")]
    [InlineData("8f1e2d3c-0000-4000-8000-000000000002", null)]
    [InlineData("Not A Name", null)]
    [InlineData("default", "default")]
    public async Task AnyRoute_TenantClaim_IsMappedOrTakenAsItIsOrRefused(string claimed, string? tenant)
    {
        var token = Issuer.Token(new Dictionary<string, object> { ["tid"] = claimed, ["roles"] = new[] { "Atomic.Read" } });

        using var response = await SendAsync("GET", "/api/microtasks", token);

        if (tenant is null) (await ProblemAsync(response, 403, "forbidden")).GetProperty("detail").GetString()!.ShouldContain("TenantMap");
        else Service.Queries.ShouldHaveSingleItem().Tenant.ShouldBe(tenant);
    }

    [Fact]
    public async Task AnyRoute_NoTenant_Is403()
    {
        using var response = await SendAsync("GET", "/api/market", Issuer.Token(new Dictionary<string, object> { ["roles"] = new[] { "Atomic.Read" } }));

        (await ProblemAsync(response, 403, "forbidden")).GetProperty("detail").GetString()!.ShouldContain("tid");
    }

    [Fact]
    public async Task AnyRoute_TokensThatAreNotGenuine_AreRefusedAlike()
    {
        var claims = new Dictionary<string, object> { ["tid"] = MappedId, ["roles"] = new[] { "Atomic.Read" } };
        using var stranger = RSA.Create(2048);
        var sameKeyId = new SigningCredentials(new RsaSecurityKey(stranger) { KeyId = "key-1" }, SecurityAlgorithms.RsaSha256);
        var good = Issuer.Token(claims);
        (await StatusAsync("GET", "/api/market", good)).ShouldBe(200);
        string[] bad =
        [
            Issuer.Token(claims, endsIn: TimeSpan.FromMinutes(-5)),
            Issuer.Token(claims, endsIn: TimeSpan.FromHours(2)),
            Issuer.Token(claims, audience: "api://other"),
            Issuer.Token(claims, issuer: "https://issuer.example.com"),
            Issuer.Token(claims, sameKeyId),
            Issuer.Token(claims, HmacOfThePublicKey()),
            Unsigned(good),
            Tampered(good),
            good[..^2],
            $"{good}.x",
            "e30.e30.e30",
        ];

        var answers = new List<string>();
        foreach (var token in bad)
        {
            using var response = await SendAsync("GET", "/api/market", token);
            answers.Add((await ProblemAsync(response, 401, "unauthenticated")).GetRawText());
            Header(response, "WWW-Authenticate").ShouldBe("Bearer");
        }

        answers.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task AnyRoute_TokenInAKeyHeader_IsRefused()
    {
        var token = Issuer.Token(new Dictionary<string, object> { ["tid"] = MappedId, ["roles"] = new[] { "Atomic.Read" } });

        using var response = await GetAsync("/api/market", ("x-api-key", token));

        await ProblemAsync(response, 401, "unauthenticated");
    }

    [Fact]
    public async Task AnyRoute_KeysBesideTokens_AreTakenAndLoopbackIsNot()
    {
        (await StatusAsync("GET", "/api/market", null)).ShouldBe(401);
        var key = await KeyAsync("support", AccessScopes.Read);
        (await StatusAsync("GET", "/api/market", key)).ShouldBe(200);
        (await StatusAsync("GET", "/healthz", null)).ShouldBe(200);
    }

    [Fact]
    public async Task AnyRoute_ManyTokens_AskTheIssuerOnce()
    {
        for (var i = 0; i < 5; i++)
            await StatusAsync("GET", "/api/market", Issuer.Token(new Dictionary<string, object> { ["tid"] = MappedId, ["roles"] = new[] { "Atomic.Read" }, ["n"] = i }));

        Issuer.Asked.ShouldBe(1);
    }

    [Fact]
    public async Task AnyRoute_IssuerAway_Is503ForTokensAndKeysAreTaken()
    {
        var token = Issuer.Token(new Dictionary<string, object> { ["tid"] = MappedId, ["roles"] = new[] { "Atomic.Read" } });
        await Issuer.DisposeAsync();

        using var response = await SendAsync("GET", "/api/market", token);

        await ProblemAsync(response, 503, "identity-unavailable");
        Header(response, "Retry-After").ShouldBe("1");
        (await StatusAsync("GET", "/api/market", await KeyAsync("support", AccessScopes.Read))).ShouldBe(200);
    }

    protected override async Task<AccessOptions> AccessAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        return new AccessOptions
        {
            Oidc = new OidcOptions
            {
                Authority = Issuer.Authority,
                Audience = TestIssuer.Audience,
                RequireHttpsMetadata = false,
                TenantMap = [new TenantMapping { Claim = MappedId, Tenant = "support" }],
            },
        };
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private async Task<int> StatusAsync(string method, string path, string? token, string? body = null)
    {
        using var response = await SendAsync(method, path, token, body);
        return (int)response.StatusCode;
    }

    // Whoever takes any algorithm takes the issuer's public key, which everybody knows, for a shared secret.
    private SigningCredentials HmacOfThePublicKey() =>
        new(new SymmetricSecurityKey(Issuer.PublicKey.Modulus!) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256);

    private static string Unsigned(string token) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    private static string Tampered(string token)
    {
        var parts = token.Split('.');
        var claims = Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])).Replace("Atomic.Read", "Atomic.Admin");
        return $"{parts[0]}.{Base64UrlEncoder.Encode(claims)}.{parts[2]}";
    }
}
