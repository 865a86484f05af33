using System.Text.Encodings.Web;
using Atomic.Http.Problems;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Service;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atomic.Http.Access;

/// <summary>
/// Checks tokens by ASP.NET Core's own handler, called directly: as a scheme of the host it would run as middleware, on public paths and on keys
/// too, and one of the hosts binds handlers without any middleware.
/// </summary>
/// <param name="access">Whose tokens are taken.</param>
/// <param name="options">The handler's options, under <see cref="JwtBearerDefaults.AuthenticationScheme"/>.</param>
/// <param name="refusals">Takes what is refused.</param>
/// <param name="loggers">The handler's own log.</param>
internal sealed class TokenAuthenticator(AccessOptions access, IOptionsMonitor<JwtBearerOptions> options, RefusalLog refusals, ILoggerFactory loggers)
{
    private static readonly AuthenticationScheme Scheme = new(JwtBearerDefaults.AuthenticationScheme, null, typeof(JwtBearerHandler));

    /// <summary>Whether tokens are taken at all.</summary>
    public bool IsConfigured => access.Oidc.IsConfigured;

    /// <summary>Who sends the request's token.</summary>
    /// <param name="context">The request.</param>
    public async Task<Result<Caller>> FindAsync(HttpContext context)
    {
        if (await FindOutageAsync(context.RequestAborted) is { } outage) return outage;
        var handler = new JwtBearerHandler(options, loggers, UrlEncoder.Default);
        await handler.InitializeAsync(Scheme, context);
        var result = await handler.AuthenticateAsync();
        if (result.Succeeded) return TokenCaller.Of(result.Principal, access.Oidc);

        // The type alone: the messages of these exceptions quote the token.
        refusals.Write(context, $"the token is not genuine ({result.Failure?.GetType().Name ?? "none"})", "token");
        return AccessProblems.Unauthenticated;
    }

    /// <summary>Without the issuer's keys nothing can be said of any token: that is no fault of the caller. Asks the issuer only when its answer is old.</summary>
    private async Task<Problem?> FindOutageAsync(CancellationToken cancellationToken)
    {
        try
        {
            await options.Get(Scheme.Name).ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            return null;
        }
        catch (InvalidOperationException failure)
        {
            refusals.WriteOutage(failure);
            return new Problem(HttpErrorCodes.IdentityUnavailable, "The issuer of tokens cannot be reached, so that no token can be checked; try again, or send an API key.");
        }
    }
}
