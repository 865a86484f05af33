using System.Text.RegularExpressions;

namespace Atomic.Infrastructure.Tests.OnPremises;

/// <summary>Every pod is held to what a restricted namespace asks, and to more.</summary>
public sealed partial class PodTests
{
    public static TheoryData<string> Folders => [.. Manifests.Folders];

    [Theory, MemberData(nameof(Folders))]
    public void Pods_Run_WithoutRootAndPrivileges(string folder)
    {
        var pods = Manifests.Pods(Manifests.Written(folder)).ToList();

        pods.ShouldNotBeEmpty();
        foreach (var (_, pod) in pods)
        {
            pod.Text("spec.securityContext.runAsNonRoot").ShouldBe("true");
            pod.Text("spec.securityContext.seccompProfile.type").ShouldBe("RuntimeDefault");
            pod.Text("spec.automountServiceAccountToken").ShouldBe("false");
            foreach (var container in pod.List("spec.containers"))
            {
                container.Text("securityContext.readOnlyRootFilesystem").ShouldBe("true");
                container.Text("securityContext.allowPrivilegeEscalation").ShouldBe("false");
                container.Text("securityContext.capabilities.drop.0").ShouldBe("ALL");
                container.Has("securityContext.privileged").ShouldBeFalse();
            }
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void Containers_AllOfThem_AreBounded(string folder)
    {
        foreach (var (_, pod) in Manifests.Pods(Manifests.Written(folder)))
        {
            foreach (var container in pod.List("spec.containers"))
            {
                foreach (var bound in (string[])["resources.requests.cpu", "resources.requests.memory", "resources.limits.cpu", "resources.limits.memory"])
                    container.Has(bound).ShouldBeTrue($"{container.Text("name")}: {bound}");
            }

            pod.List("spec.volumes").Where(static volume => volume.Has("emptyDir")).ShouldAllBe(static volume => volume.Has("emptyDir.sizeLimit"));
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void Servers_AreProbed_WhereTheApiAnswers(string folder)
    {
        var servers = Manifests.Pods(Manifests.Written(folder)).Where(static entry => entry.Owner.Kind != "Job").ToList();

        servers.ShouldNotBeEmpty();
        foreach (var container in servers.SelectMany(static entry => entry.Pod.List("spec.containers")))
        {
            container.Text("startupProbe.httpGet.path").ShouldBe("/healthz");
            container.Text("livenessProbe.httpGet.path").ShouldBe("/healthz");
            container.Text("readinessProbe.httpGet.path").ShouldBe("/readyz");
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void Volumes_ThatAreMounted_AreThere(string folder)
    {
        foreach (var (owner, pod) in Manifests.Pods(Manifests.Written(folder)))
        {
            var volumes = pod.List("spec.volumes").Select(static volume => volume.Text("name"))
                .Concat(owner.List("spec.volumeClaimTemplates").Select(static claim => claim.Name)).ToList();

            pod.List("spec.containers").SelectMany(static container => container.List("volumeMounts")).Select(static mount => mount.Text("name"))
                .Except(volumes).ShouldBeEmpty(owner.Name);
        }
    }

    [Theory, MemberData(nameof(Folders))]
    public void Manifests_HoldNoSecret(string folder)
    {
        var documents = Manifests.Written(folder);

        documents.Select(static document => document.Kind).ShouldNotContain("Secret");
        documents.SelectMany(static document => document.Texts()).Where(static text => Secret().IsMatch(text.Value)).ShouldBeEmpty();
        Manifests.Pods(documents).SelectMany(static entry => entry.Pod.List("spec.containers")).SelectMany(static container => container.List("env"))
            .Where(static variable => variable.Has("value")).ShouldBeEmpty("settings stand in the config map, secrets in the secret");
    }

    [Theory, MemberData(nameof(Folders))]
    public async Task Images_AsRendered_HaveAVersion(string folder)
    {
        var images = Manifests.Pods(await Manifests.RenderedAsync(folder)).SelectMany(static entry => entry.Pod.List("spec.containers"))
            .Select(static container => container.Text("image")!).ToList();

        images.ShouldNotBeEmpty();
        images.ShouldAllBe(static image => Version().IsMatch(image));
    }

    [GeneratedRegex("(?:password|pwd|accountkey|sharedaccesskey|apikey)\\s*=|://[^/@ ]+:[^/@ ]+@", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Secret();

    [GeneratedRegex(@":[0-9]+\.[0-9]+\.[0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}
