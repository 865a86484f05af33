using Atomic.Orchestration.Ports;
using Atomic.Orchestration.Service;
using Atomic.Providers.Verifiers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atomic.Hosting.Verifiers;

/// <summary>Registers what answers are held against.</summary>
internal static class VerificationServices
{
    /// <summary>Registers it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">The configuration.</param>
    public static void AddVerification(this IServiceCollection services, VerificationOptions options)
    {
        services.AddSingleton<IVerifierPrograms>(provider => new VerifierPrograms(options.Executables, provider.GetRequiredService<ILogger<VerifierPrograms>>()));
        services.AddSingleton(provider => new KindVerifiers(options.Verifiers(), provider.GetRequiredService<IVerifierPrograms>()));

        // The host runs the judging, and is what the judge's microtask is submitted to: so it is asked for only then.
        services.AddSingleton<IAnswerJudge>(static provider => new ModelJudge(
            new Lazy<IMicrotaskService>(provider.GetRequiredService<IMicrotaskService>), provider.GetRequiredService<VerificationOptions>().Judge));
        services.AddSingleton(options);
    }
}
