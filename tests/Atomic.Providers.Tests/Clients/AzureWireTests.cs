using System.Net;
using System.Text.Json.Nodes;
using Atomic.Core.Decisions;
using Atomic.Core.Markets;
using Atomic.Providers.Configuration;
using Atomic.Providers.Tests.Fixtures;
using Azure.Core;
using Azure.Identity;

namespace Atomic.Providers.Tests.Clients;

/// <summary>The whole of what Azure OpenAI is sent: decision 0003.</summary>
public sealed class AzureWireTests
{
    [Theory]
    [InlineData("https://contoso.openai.azure.com", null, "https://contoso.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("https://contoso.openai.azure.com/openai/v1/", null, "https://contoso.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("https://contoso.openai.azure.com/", "2024-10-21", "https://contoso.openai.azure.com/openai/deployments/small-7b/chat/completions?api-version=2024-10-21")]
    public async Task ExecuteAsync_WithKey_SendsExactlyThisRequest(string baseUrl, string? apiVersion, string url)
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, endpoint: options => (options.Kind, options.BaseUrl, options.ApiVersion) = ("azure-open-ai", baseUrl, apiVersion));

        var reply = await market.ExecuteAsync();

        reply.Text.ShouldBe("shipping");
        market.Bidder.Definition.Source.ShouldBe(BidderSource.AzureOpenAi);
        var sent = transport.Sent.ShouldHaveSingleItem();
        sent.Url.ShouldBe(url);
        sent.HeaderNames.ShouldBe(["Accept", "Idempotency-Key", "User-Agent", "api-key"]);
        sent.Headers["api-key"].ShouldBe(TestMarket.Key);
        sent.Headers["Idempotency-Key"].ShouldBe("mt-1:0");
        JsonNode.DeepEquals(sent.Json, JsonNode.Parse("""
            {"model":"small-7b","temperature":0,"max_completion_tokens":50,
             "messages":[{"role":"system","content":"Name the department."},{"role":"user","content":"Where is my parcel?"}]}
            """)).ShouldBeTrue($"sent {sent.Body}");
    }

    [Fact]
    public async Task ExecuteAsync_WithCredential_SendsATokenForTheScopeAndAsksForItOnce()
    {
        var credential = new FakeCredential();
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, endpoint: Tokens, credential: credential);

        await market.ExecuteAsync();
        await market.ExecuteAsync();

        transport.Sent.Count.ShouldBe(2);
        foreach (var sent in transport.Sent)
        {
            sent.Headers["Authorization"].ShouldBe("Bearer token-1");
            sent.Headers.ShouldNotContainKey("api-key");
        }

        credential.Scopes.ShouldBe(["https://cognitiveservices.azure.com/.default"]);
    }

    [Fact]
    public async Task ExecuteAsync_NoTokenToBeHad_IsRejectedWithoutSending()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.OK, Completion.Of());
        using var market = new TestMarket(transport, endpoint: Tokens, credential: new FakeCredential { Fails = true });

        var reply = await market.ExecuteAsync();

        reply.Outcome.ShouldBe(AttemptOutcome.Rejected);
        reply.Detail.ShouldBe("Model 'small-7b' at endpoint 'gpu' was not asked, as no token could be had; sign in with the Azure CLI, or give the host's identity access.");
        reply.Requests.ShouldBe(0);
        transport.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task ExecuteAsync_KeyRefused_NamesWhereTheCredentialIsConfigured()
    {
        var transport = new RecordedTransport().Then(HttpStatusCode.Unauthorized, Completion.Error("401", "Access denied for " + TestMarket.Key));
        using var market = new TestMarket(transport, endpoint: Tokens, credential: new FakeCredential());

        var reply = await market.ExecuteAsync();

        reply.Outcome.ShouldBe(AttemptOutcome.Rejected);
        reply.Detail.ShouldBe("Model 'small-7b' at endpoint 'gpu' refused the credential (HTTP 401); check DefaultAzureCredential.");
    }

    private static void Tokens(EndpointOptions options) =>
        (options.Kind, options.BaseUrl, options.ApiKey, options.UseDefaultAzureCredential) = ("azure-open-ai", "https://contoso.openai.azure.com", null, true);

    private sealed class FakeCredential : TokenCredential
    {
        public bool Fails { get; init; }

        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            if (Fails)
                throw new CredentialUnavailableException("no identity; tried secret-tenant");
            Scopes.AddRange(requestContext.Scopes);
            return new AccessToken($"token-{Scopes.Count}", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
