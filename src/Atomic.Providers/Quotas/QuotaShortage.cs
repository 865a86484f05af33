using System.Runtime.InteropServices;

namespace Atomic.Providers.Quotas;

/// <summary>What is used up.</summary>
/// <param name="What">What, as the end of a sentence: <c>its own quota of 3 calls at once (MaxConcurrency)</c>.</param>
/// <param name="Until">When there will be room; null where that depends on calls under way, or never comes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QuotaShortage(string What, DateTimeOffset? Until);
