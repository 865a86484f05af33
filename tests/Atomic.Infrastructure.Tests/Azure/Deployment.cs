using System.Text.Json;

namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>What a deployment would create, as the compiler predicts it: every expression evaluated, except what only Azure can answer.</summary>
public sealed class Deployment(JsonElement snapshot)
{
    public const string OperatorId = "11111111-1111-1111-1111-111111111111";

    public IReadOnlyList<JsonElement> Resources { get; } = [.. snapshot.GetProperty("predictedResources").EnumerateArray()];

    /// <summary>The app's settings.</summary>
    public IReadOnlyDictionary<string, string> Settings => Of("Microsoft.Web/sites/config")
        .Single(static config => NameOf(config).EndsWith("/appsettings", StringComparison.Ordinal))
        .GetProperty("properties").EnumerateObject().ToDictionary(static setting => setting.Name, static setting => setting.Value.GetString()!);

    public IEnumerable<JsonElement> Of(string type) => Resources.Where(resource => TypeOf(resource) == type);

    public static string TypeOf(JsonElement resource) => resource.GetProperty("type").GetString()!;

    public static string NameOf(JsonElement resource) => resource.GetProperty("name").GetString()!;

    public static string IdOf(JsonElement resource) => resource.GetProperty("id").GetString()!;

    /// <summary>The value at a path of property names; null where there is none.</summary>
    public static string? Value(JsonElement resource, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (resource.ValueKind != JsonValueKind.Object || !resource.TryGetProperty(name, out resource))
                return null;
        }

        return resource.ToString();
    }
}
