using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebPublisher.Conformance.Product;
using WebPublisher.Conformance.Waf.Talking;

namespace WebPublisher.Conformance.Waf.Servers;

/// <summary>Apache with mod_security2, by <c>tests/environment/modsecurity</c>: whose reading of rules ours is compared with.</summary>
internal sealed partial class ModSecurityServer : WafServer
{
    private const string Module = "/usr/lib/apache2/modules/mod_security2.so";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("wpwaf-");
    private readonly ReflectingOrigin _origin = new();
    private readonly int _port = FreePort.Next();
    private readonly RequestLog<string> _log = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _following = Task.CompletedTask;

    private ModSecurityServer()
    {
    }

    /// <inheritdoc/>
    public override string Name => "mod_security2";

    /// <summary>Whether it is installed here.</summary>
    public static bool IsInstalled => File.Exists(Module);

    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">It does not start; the message holds what it wrote.</exception>
    public static async Task<ModSecurityServer> StartAsync(RuleSetPlace rules)
    {
        var server = new ModSecurityServer();
        try
        {
            await server.RunAsync("up", rules.Rules);
            server._following = server.FollowAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task<WafAnswer> AskAsync(byte[] request)
    {
        var answer = await new RawClient(_port, serverName: null).AskAsync(request, _log.Begin);
        var lines = await _log.EndAsync(answer.Port, TimeSpan.FromMilliseconds(700));
        return new WafAnswer(answer, [.. lines.Select(Rule).OfType<LoggedRule>()], lines);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _following;
        await RunAsync("down", rules: "");
        await _origin.DisposeAsync();
        _stop.Dispose();
        _directory.Delete(recursive: true);
    }

    // Lines about rules that could not be asked (PCRE's limits) have ids as well.
    private static LoggedRule? Rule(string line) => line.Contains("ModSecurity: Warning.", StringComparison.Ordinal) && Id().Match(line) is { Success: true } id
        ? new LoggedRule(long.Parse(id.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), Message().Match(line).Groups[1].Value, Data().Match(line).Groups[1].Value)
        : null;

    private async Task RunAsync(string action, string rules)
    {
        var start = new ProcessStartInfo(TestEnvironment.Script("modsecurity"), [action, _directory.FullName])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment =
            {
                ["MODSECURITY_PORT"] = _port.ToString(CultureInfo.InvariantCulture),
                ["ORIGIN_PORT"] = _origin.Port.ToString(CultureInfo.InvariantCulture),
                ["RULES"] = rules,
            },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"Apache with mod_security2: {action} failed:\n{await output}{await error}");
        }
    }

    private async Task FollowAsync()
    {
        using var finished = new FileTail(Path.Combine(_directory.FullName, "logs", "modsecurity-finished.json"));
        using var errors = new FileTail(Path.Combine(_directory.FullName, "logs", "modsecurity.log"));
        while (!_stop.IsCancellationRequested)
        {
            // What is said of a request is written before it is said to be finished, and so is read after it.
            var ends = finished.Read().ToList();
            foreach (var line in errors.Read())
            {
                if (ClientPort().Match(line) is { Success: true } client)
                {
                    _log.Add(int.Parse(client.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture), line);
                }
            }

            foreach (var end in ends)
            {
                using var json = JsonDocument.Parse(end);
                _log.Finish(json.RootElement.GetProperty("transaction").GetProperty("remote_port").GetInt32());
            }

            await Task.WhenAny(Task.Delay(s_pause, TimeProvider.System, _stop.Token));
        }
    }

    // Not only at the beginning: the XML parser complains on the same file, and ends no line.
    [GeneratedRegex(@"\[client 127\.0\.0\.1:(\d+)\] \[client ")]
    private static partial Regex ClientPort();

    [GeneratedRegex("""\[id "(\d+)"\]""")]
    private static partial Regex Id();

    [GeneratedRegex("""\[msg "((?:[^"\\]|\\.)*)"\]""")]
    private static partial Regex Message();

    [GeneratedRegex("""\[data "((?:[^"\\]|\\.)*)"\]""")]
    private static partial Regex Data();
}
