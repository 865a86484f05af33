using Atomic.Core.Errors;

namespace Atomic.Providers.Resilience;

/// <summary>
/// The allow-list below everything: a request goes to the endpoint's configured scheme, host and port, or nowhere.
/// Whatever an SDK, a redirect or an input may talk a request into, no key leaves for another host.
/// </summary>
/// <param name="endpoint">The endpoint's name.</param>
/// <param name="baseUrl">Its configured URL.</param>
internal sealed class ConfiguredHostHandler(string endpoint, Uri baseUrl) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsConfigured(request.RequestUri) ? base.SendAsync(request, cancellationToken) : throw Refused();

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        IsConfigured(request.RequestUri) ? base.Send(request, cancellationToken) : throw Refused();

    private bool IsConfigured(Uri? uri) =>
        uri is { IsAbsoluteUri: true, UserInfo: "" }
        && uri.Scheme == baseUrl.Scheme
        && uri.Port == baseUrl.Port
        && string.Equals(uri.IdnHost, baseUrl.IdnHost, StringComparison.OrdinalIgnoreCase);

    private AtomicException Refused() => new(
        ErrorCodes.InvalidConfiguration,
        $"A request of endpoint '{endpoint}' to another host than its BaseUrl was refused; only the configured host is ever called.");
}
