using Atomic.Http.Access;

namespace Atomic.Http.Tests.Access;

public sealed class AccessOptionsTests
{
    [Fact]
    public void Problems_Default_AreNone() => new AccessOptions().Problems().ShouldBeEmpty();

    [Theory]
    [InlineData("", "api://atomic", "tid", "support", "Authority")]
    [InlineData("nonsense", "api://atomic", "tid", "support", "URL")]
    [InlineData("http://issuer.example.com", "api://atomic", "tid", "support", "https")]
    [InlineData("https://issuer.example.com", "", "tid", "support", "Audience")]
    [InlineData("https://issuer.example.com", "api://atomic", "", "support", "TenantClaim")]
    [InlineData("https://issuer.example.com", "api://atomic", "tid", "Not A Name", "TenantMap")]
    public void Problems_OfAnIssuerThatCannotBeUsed_NameTheSetting(string authority, string audience, string claim, string tenant, string part)
    {
        var options = new AccessOptions
        {
            Oidc = new OidcOptions { Authority = authority, Audience = audience, TenantClaim = claim, TenantMap = [new TenantMapping { Claim = "x", Tenant = tenant }] },
        };

        options.Problems().ShouldHaveSingleItem().ShouldContain(part);
    }
}
