using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Atomic.Http.Tests;

/// <summary>Bodies that are nearly requests; the same seed gives the same bodies.</summary>
public static class RequestMutations
{
    private static readonly string[] Requests =
    [
        """{"kind":"email-routing","instructions":"Route \u00e9 \ud83d\ude00.","input":"Hello","outputSchema":{"type":"object","properties":{"a":{"enum":["x",1,null]}},"pattern":"^(a|b)+$"},"policy":"economy","tags":{"t":"v"}}""",
        """{"kind":"k","input":[{"role":"system","content":"x"},{"role":"user","content":"y"}],"policy":{"preset":"quality","objective":"best","valueUsd":0.5,"latencyUsdPerSecond":0.1,"maxCostUsd":0.5,"deadlineSeconds":20,"minQuality":0.5,"regions":["eu"],"allow":["a"],"deny":["b"],"requireTags":["c"],"explore":true,"maxAttempts":3}}""",
        """{"kind":"k","input":{"a":{"b":[1,2.5,{"c":null}]}}}""",
        """{"score":0.5,"label":"billing","comment":"ok"}""",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e999", "-0.0", "123456789012345678901234567890", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "[]", "{}", "[[]]", "{\"a\":1,\"a\":2}",
        "{\"\":\"\"}", "\"\\udc00\\ud800\"", "{\"\\ud800\":1}", "\"custom\"",
    ];

    private static readonly string[] Splices = ["\"", "\\", "\\ud83d", "\\u0000", "{", "}", "[", "]", ",", ":", "null", "1e999", "-", "\0", "ÿ", "/*", "\uFEFF", "\n"];

    /// <summary>Edited, cut, random and re-encoded requests.</summary>
    public static IEnumerable<byte[]> Generate(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var request = Requests[random.Next(Requests.Length)];
            switch (random.Next(6))
            {
                case 0:
                    yield return Encoding.UTF8.GetBytes(request)[..random.Next(request.Length)];
                    break;
                case 1:
                    var bytes = new byte[random.Next(200)];
                    random.NextBytes(bytes);
                    yield return bytes;
                    break;
                case 2:
                    var broken = Encoding.UTF8.GetBytes(request);
                    for (var edits = random.Next(1, 4); edits > 0; edits--) broken[random.Next(broken.Length)] = (byte)random.Next(256);
                    yield return broken;
                    break;
                case 3:
                    yield return Encoding.Unicode.GetBytes(request);
                    break;
                default:
                    yield return Encoding.UTF8.GetBytes(Edit(request, random));
                    break;
            }
        }
    }

    /// <summary>Each request with each of its values replaced by each of many others, and with each member doubled and removed.</summary>
    public static IEnumerable<byte[]> WrongTypesEverywhere()
    {
        foreach (var request in Requests)
        {
            foreach (var path in Paths(JsonNode.Parse(request)!))
            {
                foreach (var value in Values) yield return Encoding.UTF8.GetBytes(Replace(request, path, value));
                yield return Encoding.UTF8.GetBytes(Remove(request, path));
            }
        }
    }

    private static string Edit(string request, Random random)
    {
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(request.Length);
            var cut = random.Next(0, Math.Min(8, request.Length - at + 1));
            request = request[..at] + Splices[random.Next(Splices.Length)] + request[(at + cut)..];
        }

        return request;
    }

    private static string Replace(string request, string path, string value)
    {
        const string mark = "\u0001mark";
        var root = JsonNode.Parse(request)!;
        Find(root, path).ReplaceWith(mark);
        return root.ToJsonString().Replace(JsonSerializer.Serialize(mark), value);
    }

    private static string Remove(string request, string path)
    {
        var root = JsonNode.Parse(request)!;
        var node = Find(root, path);
        if (node.Parent is JsonObject parent) parent.Remove(node.GetPropertyName());
        else ((JsonArray)node.Parent!).Remove(node);
        return root.ToJsonString();
    }

    private static JsonNode Find(JsonNode root, string path) => Nodes(root).First(node => node.GetPath() == path);

    private static List<string> Paths(JsonNode root) => [.. Nodes(root).Where(static node => node.Parent is not null).Select(static node => node.GetPath())];

    private static IEnumerable<JsonNode> Nodes(JsonNode node)
    {
        yield return node;
        var children = node switch
        {
            JsonObject members => members.Select(static member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var child in children.Where(static child => child is not null).SelectMany(static child => Nodes(child!))) yield return child;
    }
}
