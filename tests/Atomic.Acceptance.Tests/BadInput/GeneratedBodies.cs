using System.Text;
using System.Text.Json.Nodes;

namespace Atomic.Acceptance.Tests.BadInput;

/// <summary>
/// Bodies that are requests, or nearly: grown from the fields that there are, some left out, some of another type, some out of their range; and
/// then, half of them, damaged as text. The same seed gives the same bodies.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="kind">A kind that the market has.</param>
internal sealed class GeneratedBodies(int seed, string kind)
{
    private static readonly string[] Fields = ["kind", "instructions", "input", "outputSchema", "policy", "tags", "Kind", "", "\u0000", "id"];
    private static readonly string[] PolicyFields =
    [
        "preset", "objective", "valueUsd", "latencyUsdPerSecond", "maxCostUsd", "deadlineSeconds", "minQuality", "regions", "allow", "deny", "requireTags",
        "explore", "maxAttempts", "budget",
    ];

    private static readonly string[] SchemaFields =
    [
        "type", "enum", "const", "properties", "items", "required", "pattern", "minLength", "anyOf", "not", "$ref", "if", "then", "additionalProperties",
        "uniqueItems", "multipleOf", "$defs", "format", "maxItems", "prefixItems",
    ];

    private static readonly string[] Words =
    [
        "plain", "economy", "quality", "best", "cheapest", "object", "string", "#", "#/properties/a", "^(a|b)+$", "(", "eu", "user", "system", "", " ", "\0", "\uFFFD", "😀", "e\u0301",
        "../..", "' OR 1=1 --", "<script>", "{instructions}", "null", "\r\n", "\u202E",
    ];

    private static readonly string[] Splices = ["\"", "\\", "\\ud83d", "\\u0000", "{", "}", "[", "]", ",", ":", "null", "1e999", "-", "\0", "ÿ", "/*", "\uFEFF", "\n", "\\x"];

    private readonly Random _random = new(seed);

    /// <summary>So many bodies.</summary>
    public IEnumerable<byte[]> Take(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var text = NextRequest().ToJsonString();
            yield return _random.Next(8) switch
            {
                0 => Encoding.UTF8.GetBytes(text)[..^_random.Next(1, Math.Min(40, text.Length))],
                1 => Damaged(Encoding.UTF8.GetBytes(text)),
                2 => Encoding.UTF8.GetBytes(Spliced(text)),
                3 => Random(_random.Next(300)),
                _ => Encoding.UTF8.GetBytes(text),
            };
        }
    }

    private JsonObject NextRequest()
    {
        var request = new JsonObject();
        if (!Rarely()) request["kind"] = kind;
        if (!Rarely()) request["input"] = NextInput();
        if (Often()) request["policy"] = Often() ? NextObject(PolicyFields, NextPolicyValue) : NextValue(0);
        if (Often()) request["outputSchema"] = Often() ? NextSchema(0) : NextValue(0);
        if (Rarely()) request["tags"] = NextObject(Words, () => Word());
        if (Rarely()) request["instructions"] = Rarely() ? NextValue(0) : Word();
        if (Rarely()) request[Pick(Fields)] = NextValue(0);
        return request;
    }

    private JsonNode? NextInput() => _random.Next(4) switch
    {
        0 => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => (JsonNode)new JsonObject { ["role"] = Rarely() ? NextValue(0) : "user", ["content"] = Rarely() ? NextValue(0) : Word() })]),
        1 => NextObject(Words, () => NextValue(0)),
        2 => NextValue(0),
        _ => Word() + " please",
    };

    private JsonNode? NextPolicyValue() => _random.Next(6) switch
    {
        0 => NextValue(0),
        1 => new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(_ => (JsonNode)Word())]),
        2 => Word(),
        3 => _random.Next(2) == 0,
        _ => _random.Next(10) * 0.25,
    };

    private JsonNode NextSchema(int depth) => NextObject(SchemaFields, () => depth > 3 || Often() ? NextValue(0) : NextSchema(depth + 1));

    private JsonNode? NextValue(int depth) => _random.Next(depth > 6 ? 7 : 10) switch
    {
        0 => null,
        1 => true,
        2 => _random.Next(-3, 100),
        3 => JsonNode.Parse(Pick(["1e308", "-0.0", "123456789012345678901234567890", "1e-999", "0.1e1"])),
        4 => new string('x', _random.Next(2_000)),
        5 or 6 => Word(),
        7 => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => NextValue(depth + 1))]),
        8 => Nested(_random.Next(80)),
        _ => NextObject(Words, () => NextValue(depth + 1)),
    };

    private JsonObject NextObject(string[] names, Func<JsonNode?> value)
    {
        var members = new JsonObject();
        for (var i = _random.Next(5); i > 0; i--)
            members[Pick(names)] = value();
        return members;
    }

    // Text by hand: the parser here has the usual limit of depth, which is not what is tested.
    private static JsonNode Nested(int levels)
    {
        JsonNode node = new JsonArray();
        for (var i = 0; i < Math.Min(levels, 55); i++)
            node = new JsonArray(node);
        return node;
    }

    private byte[] Damaged(byte[] body)
    {
        for (var i = _random.Next(1, 5); i > 0; i--)
            body[_random.Next(body.Length)] = (byte)_random.Next(256);
        return body;
    }

    private string Spliced(string text)
    {
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            var at = _random.Next(text.Length);
            text = text[..at] + Pick(Splices) + text[(at + _random.Next(0, Math.Min(6, text.Length - at)))..];
        }

        return text;
    }

    private byte[] Random(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Word() => Pick(Words);

    private string Pick(string[] texts) => texts[_random.Next(texts.Length)];

    private bool Often() => _random.Next(2) == 0;

    private bool Rarely() => _random.Next(8) == 0;
}
