using Atomic.InProcess;
using Microsoft.Extensions.Configuration;

namespace Atomic.Client.Tests.Houses;

public sealed class RetentionTests
{
    [Theory]
    [InlineData("7.00:00:00", null, 7)]
    [InlineData("365.00:00:00", null, 30)]
    [InlineData("365.00:00:00", "60.00:00:00", 60)]
    [InlineData("7.00:00:00", "60.00:00:00", 7)]
    public void Read_RetentionOfTheHost_BoundsHowLongExamplesAreShown(string retention, string? age, double days)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Atomic:Host:Retention"] = retention, [age is null ? "Atomic:Host:HotInstances" : "Atomic:Market:Specialists:DemonstrationAge"] = age ?? "100",
        }).Build();

        LocalHouseOptions.Read(configuration, "data").House.Specialists.DemonstrationAge.ShouldBe(TimeSpan.FromDays(days));
    }
}
