using System.Security.Cryptography;
using Atomic.Orchestration.Access;
using Atomic.Orchestration.Ports;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Atomic.Http.Access;

/// <summary>Registers who is served and how that is found out.</summary>
internal static class AccessServices
{
    // A secret that is shared could be guessed, and "none" proves nothing: only signatures that the issuer alone can make are taken.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Registers them. Needs an <see cref="IApiKeyStore"/> and an <see cref="IDurabilityBarrier"/>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Who is served.</param>
    public static void AddAtomicAccess(this IServiceCollection services, AccessOptions options)
    {
        services.AddSingleton(options);
        services.AddLogging();
        services.TryAddSingleton<ILocalCaller, LoopbackCaller>();
        services.TryAddSingleton(static provider => new ApiKeys(
            provider.GetRequiredService<IApiKeyStore>(),
            provider.GetRequiredService<IDurabilityBarrier>(),
            RandomNumberGenerator.Fill,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<RefusalLog>();
        services.TryAddSingleton<TokenAuthenticator>();
        services.TryAddSingleton<CallerAuthenticator>();
        services.TryAddSingleton(static provider => new AccessControl(provider.GetRequiredService<CallerAuthenticator>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, AccessAnnouncement>());
        services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, bearer => Configure(bearer, options.Oidc));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<JwtBearerOptions>, JwtBearerPostConfigureOptions>());
    }

    private static void Configure(JwtBearerOptions bearer, OidcOptions oidc)
    {
        bearer.Authority = oidc.Authority;
        bearer.Audience = oidc.Audience;
        bearer.RequireHttpsMetadata = oidc.RequireHttpsMetadata;
        bearer.MapInboundClaims = false;
        bearer.SaveToken = false;
        bearer.BackchannelTimeout = TimeSpan.FromSeconds(10);
        bearer.TokenValidationParameters.ValidAlgorithms = Algorithms;
        bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
    }
}
