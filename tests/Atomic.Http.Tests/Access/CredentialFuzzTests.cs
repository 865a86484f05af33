using Atomic.Orchestration.Access;
using CsCheck;

namespace Atomic.Http.Tests.Access;

/// <summary>Whatever stands in the headers that prove who asks, the server answers 401 or serves the one key that there is.</summary>
public sealed class CredentialFuzzTests : HttpTest
{
    private static readonly string[] Headers = ["Authorization", "x-api-key", "api-key"];

    // What a client library can send at all: visible ASCII with blanks within.
    private static readonly Gen<string> Junk = Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.OneOf('\t', '_', ',', ';', '='))];

    [Fact]
    public async Task AnyRoute_GeneratedCredentials_NeverFailsAndNeverServes()
    {
        var key = await KeyAsync("support", AccessScopes.Read);
        var near = Gen.Select(Gen.Int[0, key.Length - 1], Gen.Char[' ', '~']).Select((at, letter) => $"{key[..at]}{letter}{key[(at + 1)..]}");
        var value = Gen.OneOf(Junk, near, near.Select(static text => $"Bearer {text}"), Junk.Select(static text => $"Bearer {text}"), Gen.Int[0, key.Length].Select(length => $"Bearer {key[..length]}"));
        var sent = Gen.Select(Gen.OneOf(Headers), value).List[1, 3];

        await sent.SampleAsync(
            async headers =>
            {
                // The unchanged key is the one that is served, by itself or said twice.
                var isKey = headers.All(header => header.Item2.Replace("Bearer ", "").Trim() == key);
                using var response = await GetAsync("/api/market", [.. headers.Select(static header => (header.Item1, header.Item2))]);
                var status = (int)response.StatusCode;
                if (!isKey) status.ShouldBeOneOf(400, 401);
                else status.ShouldBeOneOf(200, 401);
            },
            iter: 1500,
            threads: 1);

        (await SendAsync("GET", "/api/market", key)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
    }
}
