using System.Text.RegularExpressions;
using WebPublisher.Tests.Testing;

namespace WebPublisher.Tests.Deployment;

public sealed partial class ContainerTests : IDisposable
{
    private const string Policy = "deploy/container/policy/webpublisher.yaml";

    private readonly TemporaryDirectory _directory = new();
    private readonly YamlPlace _service = YamlPlace.OfFile("deploy/container/compose.yaml")["services.webpublisher"];
    private readonly List<(string Name, string Arguments)> _instructions = [.. ReadInstructions()];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_policy_has_no_error_or_warning()
    {
        var check = await ContainerPolicy.CheckAsync(_directory, await File.ReadAllTextAsync(Repository.PathOf(Policy)));

        Assert.Equal(0, check.Code);
        Assert.Contains("0 errors, 0 warnings", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_container_file_has_instructions_that_exist_and_copies_files_that_exist()
    {
        string[] known = ["FROM", "RUN", "COPY", "ARG", "ENV", "USER", "WORKDIR", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"];
        Assert.All(_instructions, instruction => Assert.Contains(instruction.Name, known));

        var sources = _instructions.Where(i => i.Name == "COPY" && !i.Arguments.StartsWith("--from", StringComparison.Ordinal)).Select(i => i.Arguments.Split(' ')[0]).ToList();
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.True(Path.Exists(Repository.PathOf(source)), $"{source} does not exist"));
    }

    [Fact]
    public void The_health_check_is_a_script_that_the_image_holds_and_that_may_be_run()
    {
        const string script = "deploy/container/healthy";
        var copied = _instructions.Single(i => i.Name == "COPY" && i.Arguments.StartsWith(script, StringComparison.Ordinal)).Arguments.Split(' ')[1];

        Assert.Contains($"CMD [\"{copied}\"]", Assert.Single(_instructions, i => i.Name == "HEALTHCHECK").Arguments, StringComparison.Ordinal);
        Assert.True(File.GetUnixFileMode(Repository.PathOf(script)).HasFlag(UnixFileMode.OtherExecute));
    }

    [Fact]
    public void It_runs_as_one_user_that_is_not_root_everywhere()
    {
        var user = Assert.Single(_instructions, i => i.Name == "USER").Arguments;

        Assert.Equal("10001:10001", user);
        Assert.Equal(user, _service["user"].Text);
        Assert.Equal(user, $"{PodUser("runAsUser")}:{PodUser("runAsGroup")}");
    }

    [Fact]
    public void Compose_gives_it_no_privilege_and_a_file_system_it_cannot_write()
    {
        Assert.Equal("true", _service["read_only"].Text);
        Assert.Equal(["ALL"], _service["cap_drop"].Texts);
        Assert.Contains("no-new-privileges:true", _service["security_opt"].Texts);
        Assert.Null(_service.Find("cap_add"));
        Assert.Null(_service.Find("privileged"));
    }

    [Fact]
    public void Compose_maps_ports_and_mounts_directories_that_exist_on_both_sides()
    {
        var policyPorts = ContainerPolicy.PortsOf(YamlPlace.OfFile(Policy));
        var mapped = _service["ports"].Texts.Select(pair => int.Parse(pair.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(policyPorts.SkipLast(1).Order(), mapped.Order());
        Assert.Equal(policyPorts, Assert.Single(_instructions, i => i.Name == "EXPOSE").Arguments.Split(' ').Select(int.Parse));

        Assert.True(File.Exists(Path.GetFullPath(_service["build.dockerfile"].Text, Path.GetFullPath(_service["build.context"].Text, Repository.PathOf("deploy/container")))));
        Assert.Contains("./policy:/etc/webpublisher/policy:ro", _service["volumes"].Texts);
        Assert.Contains(_instructions, i => i.Name == "ENV" && i.Arguments.Contains("WEBPUBLISHER_POLICY=/etc/webpublisher/policy/webpublisher.yaml", StringComparison.Ordinal));
    }

    private static string PodUser(string key) => YamlPlace.OfFile("deploy/kubernetes/deployment.yaml")["spec.template.spec.securityContext"].Key(key).Text;

    private static IEnumerable<(string Name, string Arguments)> ReadInstructions()
    {
        var text = File.ReadAllText(Repository.PathOf("deploy/container/Containerfile"));
        var lines = Continuation().Replace(Comment().Replace(text, ""), " ").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries)).Select(words => (words[0], words[1]));
    }

    [GeneratedRegex(@"^#.*\n", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\\\n *", RegexOptions.NonBacktracking)]
    private static partial Regex Continuation();
}
