using System.Diagnostics;
using System.Text;
using Atomic.Providers.Verifiers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atomic.Providers.Tests.Verifiers;

/// <summary>Real processes that misbehave as programs can. They are shell scripts that the tests name themselves; the house starts no shell.</summary>
public sealed class VerifierProgramsTests : IDisposable
{
    private const string Shell = "/bin/sh";
    private readonly string _folder = Directory.CreateTempSubdirectory("atomic-verifier-").FullName;

    public static bool IsUnix => !OperatingSystem.IsWindows();

    public static bool IsLinux => OperatingSystem.IsLinux();

    [Theory(SkipUnless = nameof(IsUnix), Skip = "needs /bin/sh")]
    [InlineData("exit 0", 1d, "It says that the answer is right.")]
    [InlineData("exit 1", 0d, "It says that the answer is wrong.")]
    [InlineData("exit 2", null, "The executable 'p' ended with exit code 2; 0 means right and 1 wrong.")]
    [InlineData("kill -9 $$", null, "The executable 'p' ended with exit code 137; 0 means right and 1 wrong.")]
    [InlineData("echo checking; exit 0", 1d, "It says that the answer is right.")]
    [InlineData("""echo '{"score":0.25,"comment":"Nearly."}'; exit 1""", 0.25, "Nearly.")]
    [InlineData("""echo '{"score":1.5}'; exit 0""", null, "The executable 'p' gave a score that is no number from 0 to 1.")]
    [InlineData("""echo '{"score":"NaN"}'; exit 0""", null, "The executable 'p' gave a score that is no number from 0 to 1.")]
    [InlineData("""echo '{"score":1,"comment":"\ud800"'; exit 0""", 1d, "It says that the answer is right.")]
    [InlineData("""echo '{"score":0.5}'; exit 3""", null, "The executable 'p' ended with exit code 3; 0 means right and 1 wrong.")]
    [InlineData("exec 0<&-; exit 0", 1d, "It says that the answer is right.")]
    public async Task Run_ProgramThatEnds_IsReadByItsExitCodeAndOutput(string script, double? score, string detail)
    {
        var finding = await RunAsync(Script(script));

        (finding.Score, finding.Detail).ShouldBe((score, detail));
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "needs /bin/sh")]
    public async Task Run_Input_IsReadFromStandardInputWhole()
    {
        var input = $"{{\"input\":\"{new string('x', 1_000_000)}\"}}\n";

        var finding = await RunAsync(Script("""n=$(wc -c); echo "{\"label\":\"$((n))\"}" """), input);

        finding.Label.ShouldBe($"{input.Length}");
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "needs /bin/sh")]
    public async Task Run_Program_SeesItsOwnEnvironmentAndNoneOfTheServers()
    {
        Environment.SetEnvironmentVariable("ATOMIC_TEST_SECRET", "a key");
        var program = Script("""[ -z "$ATOMIC_TEST_SECRET" ] && [ "$MODE" = strict ] && [ "$1" = "a b; exit 1" ]""");
        program.Arguments.AddRange(["name", "a b; exit 1"]);
        program.Environment["MODE"] = "strict";

        (await RunAsync(program)).Score.ShouldBe(1, "arguments are passed as they are");
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "needs /bin/sh")]
    public async Task Run_SleepsForEver_IsKilledAtItsTimeLimitWithItsChildren()
    {
        var children = Path.Combine(_folder, "children");
        var program = Script($"sleep 1000 & echo $! >> {children}; (sleep 1000 & echo $! >> {children}); sleep 1000");
        program.TimeLimitSeconds = 0.5;

        var started = Stopwatch.GetTimestamp();
        var finding = await RunAsync(program);

        finding.Score.ShouldBeNull();
        finding.Detail.ShouldStartWith("The executable 'p' was killed after 0.5 s;");
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(20));
        await AllGoneAsync(children, 2);
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "needs Linux, where processes that left their parent are found by a mark")]
    public async Task Run_ChildThatLeavesTheFamily_IsKilledToo()
    {
        var children = Path.Combine(_folder, "children");
        // The first of the two holds the output open, the second does not; neither has the program as its parent any more.
        var program = Script($"(sleep 1000 & echo $! >> {children}) & (sleep 1000 > /dev/null 2>&1 < /dev/null & echo $! >> {children}) & wait; exit 0");

        var finding = await RunAsync(program);

        finding.Score.ShouldBe(1);
        await AllGoneAsync(children, 2);
    }

    [Theory(SkipUnless = nameof(IsUnix), Skip = "needs /bin/sh")]
    [InlineData("while true; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done")]
    [InlineData("while true; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa >&2; done")]
    [InlineData("head -c 100000000 /dev/zero; exit 0")]
    public async Task Run_WritesWithoutEnd_IsKilledAtItsLimit(string script)
    {
        var finding = await RunAsync(Script(script));

        finding.Score.ShouldBeNull();
        finding.Detail.ShouldContain("wrote more than 65536 bytes");
    }

    [Fact(SkipUnless = nameof(IsLinux), Skip = "needs Linux")]
    public async Task Run_TakesMoreMemoryOrProcessorTimeThanItMay_ComesToNoVerdict()
    {
        var hungry = Script("read line; x=a; while true; do x=$x$x; done");
        hungry.MaxMemoryMb = 64;
        var busy = Script("while true; do :; done");
        busy.MaxCpuSeconds = 1;

        (await RunAsync(hungry)).Score.ShouldBeNull();
        (await RunAsync(busy)).Detail.ShouldStartWith("The executable 'p' ended with exit code", customMessage: "the system killed it before its time limit of 10 s");
    }

    [Fact]
    public async Task Run_ProgramThatIsMissing_ComesToNoVerdict()
    {
        var finding = await RunAsync(new VerifierProgramOptions { Path = Path.Combine(_folder, "gone") });

        finding.Score.ShouldBeNull();
        finding.Detail.ShouldStartWith("The executable 'p' could not be started:");
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "needs /bin/sh")]
    public async Task Run_HostStops_KillsItAndThrows()
    {
        var children = Path.Combine(_folder, "children");
        using var stop = new CancellationTokenSource();

        var run = RunAsync(Script($"echo $$ >> {children}; sleep 1000"), "", stop.Token);
        await UntilAsync(() => File.Exists(children) && File.ReadAllText(children).EndsWith('\n'));
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(run);
        await AllGoneAsync(children, 1);
    }

    [Fact(SkipUnless = nameof(IsUnix), Skip = "needs /bin/sh")]
    public async Task Run_MoreThanMayWait_AreNotJudgedAndTheRestAre()
    {
        var gate = Path.Combine(_folder, "gate");
        var program = Script($"while [ ! -f {gate} ]; do sleep 0.05; done; exit 0");
        (program.MaxConcurrent, program.MaxWaiting) = (1, 1);
        var programs = Programs(program);

        var first = programs.RunAsync("p", default, CancellationToken.None);
        var second = programs.RunAsync("p", default, CancellationToken.None);
        var third = await programs.RunAsync("p", default, CancellationToken.None);
        await File.WriteAllTextAsync(gate, "");

        third.Score.ShouldBeNull();
        third.Detail.ShouldContain("MaxWaiting");
        (await first).Score.ShouldBe(1);
        (await second).Score.ShouldBe(1);
        (await programs.RunAsync("p", default, CancellationToken.None)).Score.ShouldBe(1, "their turns came back");
    }

    [Fact]
    public async Task Run_NameThatIsNotConfigured_ComesToNoVerdict() =>
        (await Programs(new VerifierProgramOptions()).RunAsync("other", default, CancellationToken.None)).Detail.ShouldContain("There is no executable 'other'");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static VerifierProgramOptions Script(string script) => new() { Path = Shell, Arguments = { "-c", script } };

    private static VerifierPrograms Programs(VerifierProgramOptions program) =>
        new(new Dictionary<string, VerifierProgramOptions> { ["p"] = program }, NullLogger<VerifierPrograms>.Instance);

    private static Task<Orchestration.Ports.ProgramFinding> RunAsync(VerifierProgramOptions program, string input = "{}\n", CancellationToken cancellationToken = default) =>
        Programs(program).RunAsync("p", Encoding.UTF8.GetBytes(input), cancellationToken);

    private static async Task AllGoneAsync(string list, int count)
    {
        var ids = await File.ReadAllLinesAsync(list);
        ids.Length.ShouldBe(count);
        await UntilAsync(() => ids.All(static id => !IsAlive(int.Parse(id))));
    }

    // One that was killed is there until its new parent has taken notice.
    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !(IsLinux && File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal));
        }
        catch (Exception failure) when (failure is ArgumentException or IOException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var limit = DateTime.UtcNow.AddSeconds(30);
        while (!condition())
        {
            (DateTime.UtcNow < limit).ShouldBeTrue("it did not come about within 30 s");
            await Task.Delay(10);
        }
    }
}
