using System.Net;
using Atomic.Cli.Composition;
using Microsoft.Extensions.Configuration;

namespace Atomic.Cli.Recordings;

/// <summary>How a recording is brought to life.</summary>
internal sealed record RecordedHouseOptions
{
    /// <summary>Whether each model has a replay server of its own, as real models have; else one serves them all.</summary>
    public bool OneServerPerModel { get; init; }

    /// <summary>Whether a local specialist learns from feedback and bids. Without labels it would have nothing to learn.</summary>
    public bool WithSpecialist { get; init; }

    /// <summary>Settings that stand over those of the recorded market; null: none.</summary>
    public IConfiguration? Settings { get; init; }

    /// <summary>Looks up environment variables that configure models; by default nothing is looked up, and only recorded models bid.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>The data folder; null: a temporary one, deleted at the end.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Where the house listens; default: a free port.</summary>
    public IReadOnlyList<IPEndPoint> Listen { get; init; } = ListenAddresses.AnyFree;

    /// <summary>Whether it logs more than warnings.</summary>
    public bool Verbose { get; init; }
}
