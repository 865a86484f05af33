using System.Net.Http.Headers;
using System.Text.Json;

namespace Atomic.Acceptance.Tests.Hosting;

/// <summary>An answer of the HTTP API, read to its end.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="MediaType">Of <c>Content-Type</c>, without parameters.</param>
/// <param name="Headers">The other headers.</param>
/// <param name="Text">The body.</param>
public sealed record HouseAnswer(int Status, string? MediaType, HttpResponseHeaders Headers, string Text)
{
    private readonly Lazy<JsonElement> _json = new(() => JsonSerializer.Deserialize<JsonElement>(Text));

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => _json.Value;

    /// <summary>A member of the body that is a string.</summary>
    public string this[string member] => Json.GetProperty(member).GetString()!;

    /// <summary>The header's only value, or null.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;

    /// <summary>Requires a status, and gives the body in the message where it is another.</summary>
    public HouseAnswer ShouldBe(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>Requires a microtask in that state.</summary>
    public HouseAnswer ShouldHaveEnded(string status)
    {
        ShouldBe(200);
        this["status"].ShouldBe(status, Text);
        return this;
    }

    /// <summary>Requires a problem (RFC 9457) of that kind, with a sentence.</summary>
    public HouseAnswer ShouldBeProblem(int status, string code)
    {
        ShouldBe(status);
        MediaType.ShouldBe("application/problem+json");
        this["type"].ShouldBe("urn:atomic:problem:" + code, Text);
        this["title"].ShouldNotBeNullOrWhiteSpace();
        this["detail"][^1].ShouldBeOneOf('.', '?');
        Json.GetProperty("status").GetInt32().ShouldBe(status);
        return this;
    }
}
