using System.CommandLine;
using System.Net.Sockets;
using WebPublisher.Conformance.Waf.Servers;

namespace WebPublisher.Conformance.Waf;

/// <summary>The servers that tests of rules can be played against.</summary>
internal static class WafServers
{
    /// <summary>The option that names one.</summary>
    public static Option<string> Option()
    {
        var option = new Option<string>("--against") { Description = "What they are played against: the engine alone, or Apache with mod_security2.", DefaultValueFactory = _ => "engine" };
        option.AcceptOnlyFromAmong("engine", "modsecurity");
        return option;
    }

    /// <summary>Starts one by its name.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static async Task<WafServer> StartAsync(string name, RuleSetPlace rules) => name switch
    {
        "engine" => new EngineServer(rules),
        "modsecurity" => await ModSecurityServer.StartAsync(rules),
        _ => throw new InvalidOperationException($"{name} is no server"),
    };

    /// <summary>Makes a run; one that cannot be made says why.</summary>
    public static async Task<int> RunAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (e is FormatException or IOException or InvalidOperationException or ArgumentException or SocketException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"conformance: {e.Message}");
            return 2;
        }
    }
}
