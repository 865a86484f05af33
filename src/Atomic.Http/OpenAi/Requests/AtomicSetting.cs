namespace Atomic.Http.OpenAi.Requests;

/// <summary>Something that the caller asks of the house beside the request itself.</summary>
/// <param name="Name">Its name in kebab case, for instance <c>max-cost-usd</c>.</param>
/// <param name="Source">Where it was sent, as it stands there: <c>x-atomic-max-cost-usd</c> or <c>metadata.atomic_max_cost_usd</c>.</param>
/// <param name="Text">The value as it was sent.</param>
internal sealed record AtomicSetting(string Name, string Source, string Text);
