using Atomic.Testing.Azurite;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]
