using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace WebPublisher.Commands.Firewall;

/// <summary><c>waf report</c>: what the firewall found, added up.</summary>
internal sealed class WafReportCommand : ExampleCommand
{
    private const string Standard = "-";

    /// <summary>Makes the command.</summary>
    public WafReportCommand()
        : base("report", "Adds up what the structured log tells of the firewall: which rules refused or would have refused whom, and which exclusions would change that.")
    {
        var files = new Argument<string[]>("LOG")
        {
            Description = "Files of the structured log, written as JSON (--log-json); lines of other events and what journals put in front do no harm. - is standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var rule = new Option<string?>("--rule") { Description = "Only requests of this publishing rule.", HelpName = "NAME" };
        var section = new Option<string?>("--section") { Description = "Only requests of this section.", HelpName = "NAME" };
        var since = new Option<DateTimeOffset?>("--since")
        {
            Description = "Only what happened from then on, such as 2026-11-21T10:00Z.",
            HelpName = "TIME",
            CustomParser = ParseTime,
        };
        var condemned = new Option<bool>("--condemned") { Description = "Only requests that were refused, or would have been." };
        var top = new Option<int>("--top") { Description = "How many rules at most.", HelpName = "N", DefaultValueFactory = _ => 20 };
        var clients = new Option<int>("--clients") { Description = "From how many clients' requests on an exclusion is suggested.", HelpName = "N", DefaultValueFactory = _ => 2 };
        var json = JsonOutput.Option();
        Arguments.Add(files);
        foreach (var option in new Option[] { rule, section, since, condemned, top, clients, json })
        {
            Options.Add(option);
        }

        SetAction(parsed =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var tally = new FirewallTally();
            foreach (var entry in parsed.GetRequiredValue(files).SelectMany(Lines).Select(FirewallLogEntry.Read).OfType<FirewallLogEntry>())
            {
                if ((parsed.GetValue(rule) is not { } wantedRule || entry.Rule == wantedRule)
                    && (parsed.GetValue(section) is not { } wantedSection || entry.Section == wantedSection)
                    && (parsed.GetValue(since) is not { } instant || entry.Time >= instant)
                    && (!parsed.GetValue(condemned) || entry.IsCondemned))
                {
                    tally.Add(entry);
                }
            }

            var report = tally.Report(Math.Max(1, parsed.GetValue(top)), each: 5, Math.Max(1, parsed.GetValue(clients)));
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, report);
            }
            else
            {
                FirewallReportText.Write(output, report);
            }

            return ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "waf report /var/log/webpublisher.jsonl --since 2026-11-21T00:00Z",
        "waf report - --rule Webmail --condemned --json",
    ];

    private static IEnumerable<string> Lines(string file)
    {
        using var reader = Open(file);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static StreamReader Open(string file)
    {
        try
        {
            return file == Standard ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure($"{file} cannot be read: {e.Message}", ExitCode.Usage, e);
        }
    }

    private static DateTimeOffset? ParseTime(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        argument.AddError($"'{text}' is not a time such as 2026-11-21T10:00Z.");
        return null;
    }
}
