using System.Reflection;
using Atomic.Functions.Http;
using Atomic.Orchestration.Activities;
using Atomic.Orchestration.Durable;
using Atomic.Orchestration.Microtasks;
using Atomic.Functions.Tests.Doubles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Atomic.Functions.Tests;

/// <summary>What the app declares to the Functions host, against what the house declares to its hosts.</summary>
public sealed class FunctionNameTests
{
    private static readonly (string Name, MethodInfo Method, TriggerBindingAttribute Trigger)[] Functions =
    [
        .. typeof(HttpFunctions).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(static method => (Attribute: method.GetCustomAttribute<FunctionAttribute>(), Method: method))
            .Where(static function => function.Attribute is not null)
            .Select(static function => (
                function.Attribute!.Name,
                function.Method,
                function.Method.GetParameters().SelectMany(static parameter => parameter.GetCustomAttributes<TriggerBindingAttribute>()).Single())),
    ];

    [Fact]
    public void Names_OfAllFunctions_AreUnique() =>
        Functions.Select(static function => function.Name).ShouldBeUnique(StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Functions_AreWhereTheHostFindsThem() =>
        Functions.ShouldAllBe(static function => function.Method.IsPublic && function.Method.DeclaringType!.IsPublic && function.Method.DeclaringType.GetConstructors().Length == 1);

    [Fact]
    public void Activities_OfTheFlow_HaveOneFunctionEachOfTheirName() =>
        NamesOf<ActivityTriggerAttribute>().ShouldBe(DefinedIn(typeof(MicrotaskActivities), typeof(ActivityDefinition<,>)), ignoreOrder: true);

    [Fact]
    public void Orchestrations_OfTheHouse_HaveOneFunctionEachOfTheirName()
    {
        var defined = typeof(MicrotaskOrchestration).Assembly.GetTypes().SelectMany(static type => DefinedIn(type, typeof(OrchestrationDefinition<,>)));

        NamesOf<OrchestrationTriggerAttribute>().ShouldBe(defined, ignoreOrder: true);
    }

    [Fact]
    public void Routes_OfTheSurface_HaveATriggerEach()
    {
        var triggers = Functions.Select(static function => function.Trigger).OfType<HttpTriggerAttribute>().ToList();
        var routes = triggers.Select(static trigger => $"/{trigger.Route}").ToList();

        routes.ShouldBeUnique();
        routes.ShouldContain("/{*path}", "every other path is answered with 404, and the start page has no trigger of its own");
        routes.ShouldBe(Surfaces.Routes().All.Select(static route => route.Pattern).Where(static pattern => pattern != "/").Append("/{*path}").Distinct(), ignoreOrder: true);
    }

    [Fact]
    public void Triggers_OverHttp_TakeAllMethodsAndLeaveAccessToTheHouse() =>
        Functions.Select(static function => function.Trigger).OfType<HttpTriggerAttribute>()
            .ShouldAllBe(static trigger => (trigger.Methods ?? Array.Empty<string>()).Length == 0 && trigger.AuthLevel == AuthorizationLevel.Anonymous);

    [Fact]
    public void Triggers_OverHttp_LeaveTheHostItsOwnPaths() =>
        Functions.Select(static function => function.Trigger).OfType<HttpTriggerAttribute>()
            .ShouldAllBe(static trigger => !trigger.Route!.StartsWith("admin", StringComparison.OrdinalIgnoreCase) && !trigger.Route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> NamesOf<TTrigger>() =>
        Functions.Where(static function => function.Trigger is TTrigger).Select(static function => function.Name);

    private static IEnumerable<string> DefinedIn(Type type, Type definition) =>
        type.GetProperties(BindingFlags.Static | BindingFlags.Public)
            .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == definition)
            .Select(static property => property.GetValue(null)!)
            .Select(static value => (string)value.GetType().GetProperty("Name")!.GetValue(value)!);
}

/// <summary>A collection whose items are all different.</summary>
internal static class Uniqueness
{
    public static void ShouldBeUnique(this IEnumerable<string> names, IEqualityComparer<string>? comparer = null) =>
        names.GroupBy(static name => name, comparer).Where(static group => group.Count() > 1).Select(static group => group.Key).ShouldBeEmpty();
}
