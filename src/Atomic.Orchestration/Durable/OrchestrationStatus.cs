using System.Text.Json.Serialization;
using Atomic.Core.Json;

namespace Atomic.Orchestration.Durable;

/// <summary>Where an orchestration stands, as its host sees it.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<OrchestrationStatus>))]
public enum OrchestrationStatus
{
    /// <summary>It runs, or waits.</summary>
    Running,

    /// <summary>It returned.</summary>
    Completed,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It was terminated from outside.</summary>
    Terminated,
}
