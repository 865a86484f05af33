using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Access;

/// <summary>
/// For a worker behind the Functions host. Every connection comes from that host, on loopback, whoever called it; so the connection tells nothing, and
/// only a developer's machine is taken as local: <c>AZURE_FUNCTIONS_ENVIRONMENT</c> is <c>Development</c>, which Core Tools set and no deployment
/// should; nothing says that this is App Service, a container or Kubernetes; and the request is for a loopback name.
/// </summary>
/// <param name="environment">Looks up environment variables.</param>
public sealed class DevelopmentCaller(Func<string, string?> environment) : ILocalCaller
{
    // Set by App Service, by its container hosts, and by Kubernetes.
    private static readonly string[] SignsOfDeployment = ["WEBSITE_INSTANCE_ID", "CONTAINER_NAME", "KUBERNETES_SERVICE_HOST"];

    private readonly bool _isDevelopment =
        environment("AZURE_FUNCTIONS_ENVIRONMENT") == "Development"
        && SignsOfDeployment.All(name => string.IsNullOrEmpty(environment(name)));

    /// <inheritdoc/>
    public bool IsLocal(HttpContext context) => _isDevelopment && LoopbackNames.AreUsedBy(context.Request);
}
