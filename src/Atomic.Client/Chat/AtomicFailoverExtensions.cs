using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;

namespace Atomic.Client.Chat;

/// <summary>Puts the failover into a chat client's pipeline.</summary>
public static class AtomicFailoverExtensions
{
    /// <summary>Asks a model directly while Atomic cannot be reached; see <see cref="AtomicFailoverChatClient"/> for what is then missing.</summary>
    /// <param name="builder">The pipeline, as <see cref="AtomicClientServices.AddAtomic(Microsoft.Extensions.DependencyInjection.IServiceCollection, Uri, string?)"/> returns it.</param>
    /// <param name="direct">Makes the model's client.</param>
    [Experimental("MEAI001")]
    public static ChatClientBuilder UseDirectModel(this ChatClientBuilder builder, Func<IServiceProvider, IChatClient> direct) =>
        builder.Use((atomic, services) => new AtomicFailoverChatClient(atomic, direct(services)));
}
