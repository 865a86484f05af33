using System.Text.Json;
using Atomic.Http.OpenAi.Requests;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Embeddings;

/// <summary>The parameters of embeddings, see <c>docs/openai.md</c>.</summary>
internal static class EmbeddingParameters
{
    private const int MostDimensions = 65_536;

    /// <summary>All of them.</summary>
    public static RequestParameters All { get; } = new(
        RequestParameter.Read("model"),
        RequestParameter.Read("input"),
        RequestParameter.Read("metadata"),
        new RequestParameter("encoding_format", ParameterUse.Read, FindFaultOfFormat),
        RequestParameter.Integer("dimensions", 1, MostDimensions),
        RequestParameter.Ignored("user"));

    private static Problem? FindFaultOfFormat(JsonElement value, string at) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is "float" or "base64" ? null : FieldValue.Invalid(at, "must be \"float\" or \"base64\"");
}
