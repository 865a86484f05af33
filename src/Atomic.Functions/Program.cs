using Atomic.Core.Errors;
using Atomic.Functions.Composition;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

namespace Atomic.Functions;

/// <summary>The worker process that the Functions host starts.</summary>
internal static class Program
{
    /// <summary>Runs it until the host ends it.</summary>
    /// <param name="args">What the host says: where it listens, and which worker this is.</param>
    /// <returns>0, or 1 where the configuration cannot be used.</returns>
#pragma warning disable VSTHRD200 // the entry point's name
    private static async Task<int> Main(string[] args)
#pragma warning restore VSTHRD200
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        try
        {
            builder.Services.AddAtomicFunctions(builder.Configuration);
        }
        catch (AtomicException failure)
        {
            // A sentence for whoever configured it; the host repeats it in its log, and a stack trace would hide it there.
            await Console.Error.WriteLineAsync($"Atomic cannot start: {failure.Message}");
            return 1;
        }

        await builder.Build().RunAsync();
        return 0;
    }
}
