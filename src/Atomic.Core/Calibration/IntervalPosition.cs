using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Core.Calibration;

/// <summary>Where an actual figure lay against the interval that was bid.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<IntervalPosition>))]
public enum IntervalPosition
{
    /// <summary>Below its lower end.</summary>
    Below,

    /// <summary>Between its ends, or on one of them.</summary>
    Within,

    /// <summary>Above its upper end.</summary>
    Above,
}
