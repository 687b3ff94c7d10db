using WebPublisher.EndToEnd.Tests.Machine;

namespace WebPublisher.EndToEnd.Tests.Network;

/// <summary>A front end, a back end and a stranger in network namespaces, with what the product renders for both ends, by <c>tests/environment/ipsec</c>.</summary>
internal sealed class IpsecMachines : IAsyncDisposable
{
    /// <summary>The ends as the script names them.</summary>
    public const string Front = "front", Back = "back", Stranger = "stranger";

    private static readonly string s_script = Repository.EnvironmentScript("ipsec");
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);
    private readonly TemporaryDirectory _directory = new();

    private IpsecMachines()
    {
    }

    /// <summary>Makes the machines, and loads the rules of both ends. strongSwan does not run yet.</summary>
    /// <param name="processing">Who encrypts: <c>kernel</c> or <c>userspace</c>.</param>
    public static async Task<IpsecMachines> StartAsync(string processing)
    {
        var machines = new IpsecMachines();
        (await Command.RunAsync(Repository.EnvironmentScript("certificates"), [machines._directory.Path], s_patience)).Successful();
        await machines.RenderAsync(Front, "mail.internal.test", processing);
        await machines.RenderAsync(Back, "owa-fe.internal.test", processing);
        (await machines.RunAsync("up")).Successful();
        return machines;
    }

    /// <summary>Starts strongSwan, and loads its connections.</summary>
    public async Task StartSwanAsync(string end) => (await RunAsync("swan", end)).Successful();

    /// <summary>Ends strongSwan.</summary>
    public async Task StopSwanAsync(string end) => (await RunAsync("stop", end)).Successful();

    /// <summary>Runs a command on a machine.</summary>
    public Task<CommandResult> OnAsync(string end, params string[] command) => RunAsync(["on", end, .. command]);

    /// <summary>Runs <c>webpublisher ipsec</c> on a machine.</summary>
    public Task<CommandResult> IpsecAsync(string end, string command, params string[] arguments) => OnAsync(
        end,
        ["dotnet", Repository.PublisherAssembly, "ipsec", command, "--policy", _directory[$"{end}/policy.yaml"], "--uri", $"unix://{_directory[$"run/{end}.vici"]}", .. arguments]);

    /// <summary>Waits until a connection stands.</summary>
    public async Task StandAsync()
    {
        using var timeIsUp = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (!(await OnAsync(Front, "swanctl", "--list-sas", "--raw", "--uri", $"unix://{_directory["run/front.vici"]}")).Output.Contains("state=INSTALLED", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, timeIsUp.Token);
        }
    }

    /// <summary>Where the files of an end lie.</summary>
    public string FilesOf(string end) => _directory[$"{end}/etc"];

    /// <summary>A file of this environment.</summary>
    public string PathOf(string name) => _directory[name];

    /// <summary>Asks a web server for its letter, which has to come.</summary>
    public async Task<string> AskAsync(string end, string address) => (await CurlAsync(end, address, "60")).Successful().Output;

    /// <summary>Asks a web server for its letter, and expects no answer at all: the one SYN of half a second is lost.</summary>
    public async Task AskInVainAsync(string end, string address)
    {
        const int TimedOut = 28;
        var run = await CurlAsync(end, address, "0.5");
        Assert.Equal((TimedOut, ""), (run.ExitCode, run.Output));
    }

    /// <summary>What passes between front and back end meanwhile, a line a packet.</summary>
    public async Task<IReadOnlyList<string>> ListenAsync(Func<Task> meanwhile)
    {
        (await RunAsync("listen")).Successful();
        await meanwhile();
        (await RunAsync("listened")).Successful();
        var read = await Command.RunAsync("tcpdump", ["-n", "-r", PathOf("capture")], s_patience);
        return read.Successful().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>How many packets a rule of an end has met.</summary>
    public async Task<long> CountAsync(string end, string purpose)
    {
        var rules = (await OnAsync(end, "nft", "list", "table", "inet", "webpublisher_ipsec")).Successful().Output;
        var rule = rules.Split('\n').Single(line => line.Contains($"\"{purpose} ", StringComparison.Ordinal));
        return long.Parse(rule.Split("packets ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        (await RunAsync("down")).Successful();
        _directory.Dispose();
    }

    private async Task RenderAsync(string end, string certificate, string processing)
    {
        Directory.CreateDirectory(_directory[end]);
        var policy = _directory[$"{end}/policy.yaml"];
        await File.WriteAllTextAsync(policy, $$"""
            version: 1
            server: { name: EDGE01 }
            operations: { listen: off }
            certificates: { own: { chain: ../certificates/{{certificate}}.pem, key: ../certificates/{{certificate}}.key } }
            trustedRoots: { inner: ../certificates/inner-ca.pem }
            ipsec:
              processing: {{processing}}
              connections:
                owafe01:
                  side: {{end}}
                  front: { address: 10.99.0.1, identity: mail.internal.test }
                  back: { address: 10.99.0.2, identity: owa-fe.internal.test }
                  certificate: own
                  trustedRoots: [inner]

            """);
        (await Command.RunAsync("dotnet", [Repository.PublisherAssembly, "ipsec", "render", "--policy", policy, "--out", FilesOf(end)], s_patience)).Successful();
    }

    private Task<CommandResult> CurlAsync(string end, string address, string seconds) => OnAsync(end, "curl", "--silent", "--max-time", seconds, $"http://{address}/letter");

    private Task<CommandResult> RunAsync(string action, params string[] arguments) => RunAsync([action, .. arguments]);

    private Task<CommandResult> RunAsync(string[] arguments) => Command.RunAsync(s_script, [arguments[0], _directory.Path, .. arguments[1..]], s_patience);
}
