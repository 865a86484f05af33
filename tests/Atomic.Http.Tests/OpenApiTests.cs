using System.Text.Json;
using Atomic.Core.Policies;
using Atomic.Http.Problems;
using Atomic.Http.Routes;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Atomic.Http.Tests;

public sealed class OpenApiTests : HttpTest
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    [Fact]
    public async Task Document_EveryMappedRoute_IsThereAndNoOther()
    {
        var document = await ReadAsync();
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(static path => path.Value.EnumerateObject().Where(static item => Methods.Contains(item.Name)).Select(item => $"{item.Name.ToUpperInvariant()} {path.Name}"));

        // HEAD goes with GET; endpoints without methods are those that refuse.
        var mapped = App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(static endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method => $"{method} {Described(endpoint.RoutePattern.RawText!)}"))
            .Where(static route => !route.StartsWith("HEAD ", StringComparison.Ordinal));

        described.Order().ShouldBe(mapped.Order());
    }

    [Fact]
    public async Task Document_EveryProblem_IsThereAndNoOther()
    {
        var document = await ReadAsync();
        var problem = document.GetProperty("components").GetProperty("schemas").GetProperty("Problem").GetProperty("properties");

        problem.GetProperty("type").GetProperty("enum").EnumerateArray().Select(static item => item.GetString()!).Order()
            .ShouldBe(ProblemTypes.All.Select(static type => type.Type).Order());
        problem.GetProperty("status").GetProperty("enum").EnumerateArray().Select(static item => item.GetInt32())
            .ShouldBe(ProblemTypes.All.Select(static type => type.Status).Distinct().Order());
    }

    [Fact]
    public async Task Document_EveryStatus_BelongsToTheProblemsItNames()
    {
        var document = await ReadAsync();
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(static path => !path.Name.StartsWith("/v1/", StringComparison.Ordinal)))
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                foreach (var response in operation.Value.GetProperty("responses").EnumerateObject().Where(static item => item.Name[0] is '4' or '5'))
                {
                    var text = response.Value.GetProperty("description").GetString()!;
                    var codes = text["Problem: ".Length..].Split('.')[0].Split(", ");
                    codes.ShouldAllBe(code => ProblemTypes.Find(code)!.Status == int.Parse(response.Name), $"{operation.Name} {path.Name}");
                }
            }
        }
    }

    [Fact]
    public async Task Document_EveryReference_LeadsSomewhere()
    {
        var document = await ReadAsync();
        foreach (var reference in References(document).Where(static reference => reference.StartsWith('#')))
        {
            var target = document;
            foreach (var name in reference[2..].Split('/')) target.TryGetProperty(name, out target).ShouldBeTrue(reference);
        }
    }

    [Fact]
    public async Task Document_Presets_AreThoseOfTheHouse()
    {
        var document = await ReadAsync();

        document.GetProperty("components").GetProperty("schemas").GetProperty("PresetName").GetProperty("enum").EnumerateArray()
            .Select(static item => item.GetString()!).ShouldBe(PolicyPresets.Names);
    }

    [Fact]
    public async Task Document_OpenAisPaths_HaveOpenAisErrors()
    {
        var document = await ReadAsync();
        var paths = document.GetProperty("paths").EnumerateObject().Where(static path => path.Name.StartsWith("/v1/", StringComparison.Ordinal)).ToList();
        paths.Count.ShouldBe(5);
        foreach (var response in paths.SelectMany(static path => path.Value.EnumerateObject()).SelectMany(static item => item.Value.GetProperty("responses").EnumerateObject()).Where(static item => item.Name[0] is '4' or '5'))
        {
            response.Value.GetProperty("description").GetString().ShouldStartWith("Error: ");
            response.Value.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/OpenAiError");
        }
    }

    [Fact]
    public async Task Document_Verifiers_AreThoseThatAreRead()
    {
        var document = await ReadAsync();
        var verifiers = document.GetProperty("components").GetProperty("schemas").GetProperty("Verifier").GetProperty("oneOf").EnumerateArray()
            .ToDictionary(static item => item.GetProperty("properties").GetProperty("type").GetProperty("const").GetString()!, static item => item.GetProperty("properties").EnumerateObject().Select(static field => field.Name).ToList());

        verifiers.Keys.Order().ShouldBe(VerifyReader.Fields.Keys.Order());
        foreach (var (type, fields) in verifiers)
            fields.Order().ShouldBe(VerifyReader.Fields[type].Order(), type);
    }

    [Theory]
    [InlineData("/api/microtasks")]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/responses")]
    [InlineData("/api/what-if")]
    public async Task Document_Example_IsTaken(string path)
    {
        var document = await ReadAsync();
        var example = document.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("requestBody")
            .GetProperty("content").GetProperty("application/json").GetProperty("example");

        using var response = await PostAsync(path, example.GetRawText());

        ((int)response.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Document_EveryRoute_SaysWhatItsCallerNeeds()
    {
        var document = await ReadAsync();
        foreach (var route in App.Services.GetRequiredService<AtomicRoutes>().All)
        {
            var operation = document.GetProperty("paths").GetProperty(Described(route.Pattern)).GetProperty(route.Method.ToLowerInvariant());
            var schemes = operation.GetProperty("security").EnumerateArray().SelectMany(static item => item.EnumerateObject().Select(static scheme => scheme.Name));
            schemes.ShouldBe(route.Scopes == AccessScopes.None ? [] : ["bearer", "apiKey"], $"{route.Method} {route.Pattern}");
            operation.GetProperty("responses").TryGetProperty("401", out _).ShouldBe(route.Scopes != AccessScopes.None);
            if (route.Scopes != AccessScopes.None)
                operation.GetProperty("description").GetString().ShouldEndWith($"Needs the scope {string.Join(" or ", ScopeNames.Of(route.Scopes))}.");
        }
    }

    // OpenAPI has no parameters that take slashes.
    private static string Described(string pattern) => pattern.Replace("{*", "{", StringComparison.Ordinal);

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static item =>
            item.NameEquals("$ref") ? [item.Value.GetString()!] : References(item.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    private async Task<JsonElement> ReadAsync()
    {
        using var response = await GetAsync("/openapi.json");
        var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        document.GetProperty("openapi").GetString().ShouldBe("3.1.0");
        return document;
    }
}
