using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using WebPublisher.Commands;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Machine;
using WebPublisher.EndToEnd.Tests.Mail;
using WebPublisher.Policy;
using WebPublisher.Policy.Tests;
using WebPublisher.Smtp;
using WebPublisher.Smtp.Tests.Testing;

namespace WebPublisher.EndToEnd.Tests.Scenarios;

/// <summary>
/// The mail half of EDGE01 for adventure-works.com, by a policy as an operator writes it, on a clock of the test's own: before it a load balancer that says who the client is,
/// behind it a hub that writes down what it gets, beside it a real name server.
/// </summary>
internal sealed partial class ScenarioEdge : IAsyncDisposable
{
    /// <summary>Names the test classes that use it: what one of them counts by the metrics of this process, the others must not add to.</summary>
    public const string Collection = "Scenarios";

    /// <summary>The address of INTERNET01, from which mail comes.</summary>
    public const string Internet01 = "192.168.1.100";

    private readonly TemporaryDirectory _directory = new();
    private readonly RecordingLogger _log = new();
    private readonly IPEndPoint _internet = new(IPAddress.Loopback, FreePort.Next());
    private readonly IPEndPoint _inside = new(IPAddress.Loopback, FreePort.Next());
    private SmtpHalf? _half;

    private ScenarioEdge(TimeProvider time) => Time = time;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where strangers bring mail, behind a load balancer.</summary>
    public IPEndPoint Internet => _internet;

    /// <summary>The hub.</summary>
    public InnerServer Hub { get; } = InnerServer.Start();

    /// <summary>The messages that the hub got, in their order.</summary>
    public IReadOnlyList<string> Delivered => [.. Hub.Messages.Select(Encoding.Latin1.GetString)];

    /// <summary>Starts it.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="agents">The section <c>agents</c> of the policy, its items not indented.</param>
    /// <param name="names">The name server; null for none.</param>
    /// <param name="tarpit">How long refusals are held back.</param>
    /// <param name="fqdn">How it calls itself.</param>
    /// <param name="rest">More of the policy.</param>
    /// <param name="files">Files beside the policy, by name.</param>
    public static async Task<ScenarioEdge> StartAsync(
        TimeProvider time,
        string agents,
        RealNames? names = null,
        string tarpit = "0s",
        string fqdn = "mail.adventure-works.com",
        string rest = "",
        params (string Name, string Content)[] files)
    {
        var edge = new ScenarioEdge(time);
        foreach (var (name, content) in files)
        {
            await File.WriteAllTextAsync(edge._directory[name], content);
        }

        await File.WriteAllTextAsync(edge._directory["policy.yaml"], $$"""
            version: 1
            server: { name: EDGE01, fqdn: {{fqdn}}, stateDirectory: state }
            logging: { agentLog: { directory: logs } }
            clientAddressSets: { inside: [127.0.0.1] }
            acceptedDomains: [{ name: adventure-works.com }]
            receiveConnectors:
              - { name: internet, listen: ["{{edge._internet}}"], proxyProtocolFrom: [127.0.0.1], tarpit: {{tarpit}} }
              - { name: inside, listen: ["{{edge._inside}}"], remoteAddresses: inside, relay: always, headerFirewall: false }
            sendConnectors: [{ name: hub, domains: [adventure-works.com], servers: ["{{edge.Hub.Server.Authority}}"], tls: off }]
            {{(names is null ? "" : $"dns: {{ servers: [\"{names.EndPoint}\"], timeout: 30s }}")}}
            {{rest}}
            agents:
            {{agents}}
            """);
        await edge.StartAsync();
        return edge;
    }

    /// <summary>Ends the process, as far as the mail half and its state know, and starts it again.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Connects as a client from an address and reads the greeting.</summary>
    public async Task<SmtpDialog> ConnectAsync(string from = Internet01)
    {
        var client = await SmtpDialog.ConnectAsync(_internet);
        await client.SayAsync($"PROXY TCP4 {from} 127.0.0.1 50000 25");
        await client.ExpectAsync("220 ");
        return client;
    }

    /// <summary>Connects and says EHLO.</summary>
    public async Task<SmtpDialog> GreetAsync(string from = Internet01)
    {
        var client = await ConnectAsync(from);
        await client.AskAsync("EHLO INTERNET01.fabrikam.com", "250");
        return client;
    }

    /// <summary>Connects as a server of the organisation and says EHLO.</summary>
    public Task<SmtpDialog> GreetInsideAsync() => SmtpDialog.GreetAsync(_inside);

    /// <summary>Sends a message from INTERNET01, as far as it gets.</summary>
    /// <param name="sender">The envelope sender.</param>
    /// <param name="message">Lines that end with CRLF and do not begin with a dot.</param>
    /// <param name="recipients">The recipients; the administrator by default.</param>
    /// <returns>The reply that refused it, or the last one, without its number.</returns>
    public async Task<string> SendAsync(string sender, string message, params string[] recipients)
    {
        using var client = await GreetAsync();
        return await SendAsync(client, sender, message, recipients);
    }

    /// <summary>Sends a message in a session, as far as it gets.</summary>
    /// <returns>The reply that refused it, or the last one, without its number.</returns>
    public static async Task<string> SendAsync(SmtpDialog client, string sender, string message, params string[] recipients)
    {
        string[] commands = [$"MAIL FROM:<{sender}>", .. (recipients is [] ? ["Administrator@adventure-works.com"] : recipients).Select(recipient => $"RCPT TO:<{recipient}>"), "DATA", $"{message}."];
        var answer = "";
        foreach (var command in commands)
        {
            await client.SayAsync(command);
            answer = WordsOf(await client.ReadReplyAsync());
            if (answer[0] is not ('2' or '3'))
            {
                break;
            }
        }

        return answer;
    }

    /// <summary>The path of a file beside the policy.</summary>
    public string PathOf(string name) => _directory[name];

    /// <summary>Runs a command of the product about this edge.</summary>
    /// <returns>What it says.</returns>
    public async Task<string> CommandAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. arguments, "--policy", _directory["policy.yaml"]], output, error, Time);
        Assert.True(code == 0, $"{code}: {error}");
        return output.ToString();
    }

    /// <summary>Until the running server has noticed so many changes by commands.</summary>
    public async Task NoticedAsync(int changes)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (_log.Count(5301) < changes)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Ends it, and reads what the agents found.</summary>
    public async Task<IReadOnlyList<AgentLogLine>> FoundAsync()
    {
        await StopAsync();
        return [.. Directory.GetFiles(_directory["logs"]).Order(StringComparer.Ordinal).SelectMany(file => AgentLogLine.Read(File.ReadLines(file)))];
    }

    /// <summary>A reply without the number under which the log has its reason.</summary>
    public static string WordsOf(string? reply) => Reference().Replace(reply ?? "(closed)", "");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Hub.DisposeAsync();
        _log.Dispose();
        _directory.Dispose();
    }

    private async Task StartAsync()
    {
        var loaded = new PolicyLoader(Time).Load(_directory["policy.yaml"]);
        Assert.True(loaded.Policy is not null, string.Join('\n', loaded.Diagnostics));
        _half = await SmtpHalf.StartAsync(loaded.Policy, new SmtpHalfOptions { Loggers = _log, Time = Time, GreetingPause = TimeSpan.Zero }, CancellationToken.None);
    }

    private async Task StopAsync()
    {
        if (_half is { } half)
        {
            _half = null;
            await half.DisposeAsync();
        }
    }

    [GeneratedRegex(@" \([0-9A-Z]{4}(-[0-9A-Z]{4}){3}\)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
