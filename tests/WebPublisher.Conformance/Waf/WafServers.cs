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
        var option = new Option<string>("--against") { Description = "What they are played against: the built product, the engine alone, or Apache with mod_security2.", DefaultValueFactory = _ => "product" };
        option.AcceptOnlyFromAmong("product", "engine", "modsecurity");
        return option;
    }

    /// <summary>Starts one by its name.</summary>
    /// <param name="name">One of the option's words.</param>
    /// <param name="product">The product's executable.</param>
    /// <param name="rules">The rules it judges by.</param>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public static async Task<WafServer> StartAsync(string name, string product, RuleSetPlace rules) => name switch
    {
        "product" => await ProductServer.StartAsync([product], rules),
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
