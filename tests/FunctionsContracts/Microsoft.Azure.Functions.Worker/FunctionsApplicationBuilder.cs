using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    internal FunctionsApplicationBuilder()
    {
    }

    public IDictionary<object, object> Properties => throw Contract.NoBehaviour();

    IConfigurationManager IHostApplicationBuilder.Configuration => throw Contract.NoBehaviour();

    public ConfigurationManager Configuration => throw Contract.NoBehaviour();

    public IHostEnvironment Environment => throw Contract.NoBehaviour();

    public ILoggingBuilder Logging => throw Contract.NoBehaviour();

    public IMetricsBuilder Metrics => throw Contract.NoBehaviour();

    public IServiceCollection Services => throw Contract.NoBehaviour();

    public IHost Build() => throw Contract.NoBehaviour();

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull => throw Contract.NoBehaviour();
}
