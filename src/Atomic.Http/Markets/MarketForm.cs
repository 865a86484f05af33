using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atomic.Core.Learning;
using Atomic.Orchestration.Service;

namespace Atomic.Http.Markets;

/// <summary>The market as it is told: without the calibration of its records, which has a route of its own by kind and would be most of the answer here.</summary>
internal static class MarketForm
{
    private static readonly string s_calibration = JsonNamingPolicy.CamelCase.ConvertName(nameof(TrackRecord.Calibration));

    /// <summary>The form.</summary>
    public static JsonTypeInfo<MarketView> Json { get; } = (JsonTypeInfo<MarketView>)new JsonSerializerOptions(MarketJson.Default.Options)
    {
        TypeInfoResolver = MarketJson.Default.WithAddedModifier(WithoutCalibration),
    }.GetTypeInfo(typeof(MarketView));

    private static void WithoutCalibration(JsonTypeInfo type)
    {
        if (type.Type != typeof(TrackRecord))
            return;
        foreach (var property in type.Properties.Where(static property => property.Name == s_calibration))
            property.ShouldSerialize = static (_, _) => false;
    }
}
