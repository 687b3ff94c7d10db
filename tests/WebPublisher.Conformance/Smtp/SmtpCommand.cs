using System.CommandLine;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebPublisher.Conformance.Smtp.Cases;
using WebPublisher.Conformance.Smtp.Product;
using WebPublisher.Conformance.Smtp.Recording;

namespace WebPublisher.Conformance.Smtp;

/// <summary><c>smtp</c>: plays SMTP dialogs against the product, in front of an inner server that writes everything down.</summary>
internal sealed class SmtpCommand : Command
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    public SmtpCommand()
        : base("smtp", "Plays SMTP dialogs against the product in front of a recording inner server. Exit code 0: every must, smuggling and chunking case, 98 % of should and 92 % of policy have passed; 1: not; 2: the run could not be made.")
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The cases (JSON)." };
        var at = new Argument<string?>("HOST:PORT") { Description = "A product that runs already, for corp.example. Without it the built one is started with a policy of its own.", Arity = ArgumentArity.ZeroOrOne };
        var backEnd = new Option<int?>("--backend") { Description = "Port on which the product at HOST:PORT expects its inner server, in clear.", HelpName = "PORT" };
        var process = new Option<int?>("--pid") { Description = "Process id of the product at HOST:PORT, for cases about memory.", HelpName = "PID" };
        var only = new Option<string?>("--only") { Description = "Only cases whose name or group matches.", HelpName = "REGEX" };
        var results = new Option<FileInfo?>("--out") { Description = "Writes every result to a file (JSON).", HelpName = "FILE" };
        var pause = new Option<double>("--pause") { Description = "Seconds between cases.", HelpName = "SECONDS" };
        var product = ProductOption();
        foreach (var argument in new Argument[] { file, at })
        {
            Arguments.Add(argument);
        }

        foreach (var option in new Option[] { backEnd, process, only, results, pause, product })
        {
            Options.Add(option);
        }

        SetAction(async (parsed, _) =>
        {
            try
            {
                var pattern = parsed.GetValue(only) is { } text ? new Regex(text, RegexOptions.None, TimeSpan.FromSeconds(5)) : null;
                var cases = CaseFile.Read(parsed.GetValue(file)!.FullName).Where(one => pattern?.IsMatch($"{one.Id} {one.Group}") != false).ToList();
                var between = TimeSpan.FromSeconds(parsed.GetValue(pause));
                var played = parsed.GetValue(at) is { } address
                    ? await PlayThereAsync(cases, address, parsed.GetValue(backEnd), parsed.GetValue(process), between)
                    : await PlayHereAsync(cases, [parsed.GetValue(product)!], between);
                if (parsed.GetValue(results) is { } target)
                {
                    Save(played, target);
                }

                var table = new ResultTable(played);
                table.WriteTo(Console.Out);
                return table.IsEnough ? 0 : 1;
            }
            catch (Exception e) when (e is FormatException or IOException or InvalidOperationException or ArgumentException or System.Net.Sockets.SocketException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"conformance: {e.Message}");
                return 2;
            }
        });
    }

    /// <summary>The option that names the product's executable; <c>tests/conformance</c> fills it in.</summary>
    public static Option<string> ProductOption() => new("--product")
    {
        Description = "The product's executable.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("WEBPUBLISHER") ?? "./webpublisher",
    };

    private static async Task<IReadOnlyList<CaseResult>> PlayHereAsync(IReadOnlyList<SmtpCase> cases, IReadOnlyList<string> product, TimeSpan pause)
    {
        await using var published = await ProductUnderTest.StartAsync(product);
        var played = await PlayAsync(cases, published.Runner(), pause);
        foreach (var line in published.Complaints)
        {
            Console.WriteLine($"LOG {line}");
        }

        return played;
    }

    private static async Task<IReadOnlyList<CaseResult>> PlayThereAsync(IReadOnlyList<SmtpCase> cases, string address, int? backEnd, int? process, TimeSpan pause)
    {
        var colon = address.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(address.AsSpan(colon + 1), out var port))
        {
            throw new FormatException($"{address} is not HOST:PORT");
        }

        await using var inner = backEnd is { } listen ? new RecordingServer(listen, certificate: null) : null;
        return await PlayAsync(cases, new CaseRunner(new DnsEndPoint(address[..colon], port), inner, process), pause);
    }

    private static async Task<IReadOnlyList<CaseResult>> PlayAsync(IReadOnlyList<SmtpCase> cases, CaseRunner runner, TimeSpan pause)
    {
        var results = new List<CaseResult>();
        foreach (var one in cases)
        {
            var result = await runner.RunAsync(one);
            results.Add(result);
            if (result.Outcome != CaseOutcome.Pass)
            {
                Console.WriteLine($"{result.Outcome.ToString().ToUpperInvariant()} {one.Class.ToString().ToLowerInvariant()} {one.Id}: {result.Reason}");
            }

            await Task.Delay(pause, TimeProvider.System);
        }

        return results;
    }

    private static void Save(IReadOnlyList<CaseResult> results, FileInfo target)
    {
        var rows = results.Select(r => new
        {
            id = r.Case.Id,
            group = r.Case.Group,
            cls = r.Case.Class.ToString()[..1],
            result = r.Outcome.ToString().ToLowerInvariant(),
            why = r.Reason,
            s = Math.Round(r.Duration.TotalSeconds, 2),
        });
        File.WriteAllText(target.FullName, JsonSerializer.Serialize(rows, s_json));
    }
}
