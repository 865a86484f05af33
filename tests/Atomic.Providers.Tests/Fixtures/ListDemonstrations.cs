using Atomic.Core.Demonstrations;
using Atomic.Orchestration.Ports;

namespace Atomic.Providers.Tests.Fixtures;

/// <summary>One pool for every scope.</summary>
public sealed class ListDemonstrations : IDemonstrations
{
    public DemonstrationPool Pool { get; } = new();

    public IReadOnlyList<ChosenDemonstration> Choose(string scope, DemonstrationRequest request) => Pool.Choose(request);

    public ValueTask<IReadOnlyList<ChosenDemonstration>> FindAsync(string scope, IReadOnlyList<ShownDemonstration> shown, CancellationToken cancellationToken) =>
        new([.. shown.Select(one => Pool.Find(one) is { } example ? new ChosenDemonstration(example, one) : null).OfType<ChosenDemonstration>()]);

    public static Demonstration Of(string microtask, string text, string answer, DateTimeOffset? acceptedAt = null) =>
        new(text, answer, new DemonstrationSource { MicrotaskId = microtask, Answer = answer, AcceptedAt = acceptedAt ?? DateTimeOffset.UnixEpoch });
}
