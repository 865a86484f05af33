namespace Atomic.Storage.Contracts;

/// <summary>What all ports promise is tested once per port; the tests of a store supply how it is opened and closed.</summary>
public abstract class StoreContract<TStore> : IAsyncLifetime
    where TStore : class
{
    /// <summary>Texts that break stores which build their queries or keys from input.</summary>
    public static TheoryData<string> HostileTexts { get; } = new(
        "it's \"quoted\"; DROP TABLE learned; --",
        "a\0b",
        "😀 é \u202E",
        "%_*?[a-z]",
        " leading and trailing ",
        "../../etc/passwd",
        "{\"json\":[1]}",
        "line\r\nline",
        new string('k', 10_000));

    /// <summary>The store that is open.</summary>
    protected TStore Store { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    /// <summary>Closes the store; the tests of a store then delete what it kept.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens the store, with what it had where it was closed before.</summary>
    protected abstract Task<TStore> OpenAsync();

    /// <summary>Closes the store; everything it took is durable then.</summary>
    protected abstract Task CloseAsync();

    /// <summary>Closes and opens the store.</summary>
    protected async Task ReopenAsync()
    {
        await CloseAsync();
        Store = await OpenAsync();
    }
}
