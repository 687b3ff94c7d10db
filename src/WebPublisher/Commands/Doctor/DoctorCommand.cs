using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using WebPublisher.Commands.State;
using WebPublisher.Policy;
using WebPublisher.Smtp.Dns;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Doctor;

/// <summary><c>doctor</c>: is everything around the server as the policy needs it, and what will fail?</summary>
internal sealed class DoctorCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock certificates are judged by.</param>
    public DoctorCommand(TimeProvider time)
        : base("doctor", "Looks into what is around the server, and tells what is wrong and what will be: front ends as live traffic reaches them, Extended Protection, names and mail in DNS, certificates, "
            + "clocks, inner mail servers, ports, files. Exit code 1 when there is a problem.")
    {
        var check = new Option<string[]>("--check") { Description = "Only this; may be repeated. Default: everything.", HelpName = "AREA", AllowMultipleArgumentsPerToken = true };
        check.AcceptOnlyFromAmong(DoctorAreas.Names);
        var outer = new Option<IPAddress[]>("--public")
        {
            Description = "An address by which the Internet sees this machine, where addresses are translated; mail leaves from it. May be repeated.",
            HelpName = "IP",
            CustomParser = ParseAddresses,
        };
        var ntp = new Option<string?>("--ntp") { Description = "Also compare the clock with this time server. Default: with front ends alone.", HelpName = "HOST" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Leave out what is as it should be." };
        var policy = PolicyFile.Option();
        var json = JsonOutput.Option();
        foreach (var option in new Option[] { check, outer, ntp, quiet, policy, json })
        {
            Options.Add(option);
        }

        SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var path = PolicyFile.Locate(parsed.GetValue(policy));
            var loaded = new PolicyLoader(time).Load(path);
            var compiled = loaded.Policy ?? throw PolicyFile.Rejected(path, loaded.Diagnostics);
            using var dns = new PolicyResolver(compiled.Dns, time, NullLogger<DnsResolver>.Instance);
            var @case = new DoctorCase
            {
                Policy = compiled,
                Files = loaded.Files,
                Dns = dns,
                Time = time,
                Public = [.. parsed.GetValue(outer) ?? []],
                TimeServer = parsed.GetValue(ntp),
            };
            var report = await DoctorExamination.OfAsync(path, @case, parsed.GetValue(check) is { Length: > 0 } chosen ? chosen : DoctorAreas.Names, cancellation);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, report);
            }
            else
            {
                Print(output, report, parsed.GetValue(quiet));
            }

            return report.Problems > 0 ? ExitCode.Failed : ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples =>
    [
        "doctor", "doctor --public 203.0.113.7 --ntp pool.ntp.org", "doctor --check spf --check mx --json", "doctor --quiet --policy /etc/webpublisher/webpublisher.yaml",
    ];

    private static IPAddress[] ParseAddresses(ArgumentResult argument)
    {
        foreach (var token in argument.Tokens.Where(token => !IPAddress.TryParse(token.Value, out _)))
        {
            argument.AddError($"'{token.Value}' is not an IP address.");
        }

        return [.. argument.Tokens.Select(token => IPAddress.TryParse(token.Value, out var address) ? address : null).OfType<IPAddress>()];
    }

    private static void Print(TextWriter output, DoctorReport report, bool quiet)
    {
        foreach (var rule in report.Rules)
        {
            output.WriteLine($"rule {rule.Name}: bridging {rule.Bridging} to {rule.FrontEnd}; {(rule.PassesConnectionBound ? "passes negotiate or ntlm" : "passes neither negotiate nor ntlm")}");
            foreach (var (listener, certificate) in rule.Certificates)
            {
                output.WriteLine($"  clients of listener {listener} see certificate {certificate.Name}: {Describe(certificate)}");
            }

            foreach (var server in rule.Servers)
            {
                Print(output, server);
            }
        }

        foreach (var area in report.Areas)
        {
            Print(output, area, quiet);
        }

        output.WriteLine($"{report.Policy}: {Count.Of(report.Problems, "problem")}, {Count.Of(report.Warnings, "warning")}; revision {report.Revision}");
    }

    // What is found comes out of DNS and certificates of others: it is written without what would steer a terminal.
    private static void Print(TextWriter output, DoctorReport.Area area, bool quiet)
    {
        var told = area.Findings.Where(finding => !quiet || finding.Verdict != FindingVerdict.Ok).ToList();
        if (told.Count == 0)
        {
            return;
        }

        output.WriteLine(area.Name);
        foreach (var finding in told)
        {
            output.WriteLine(TextTable.Plain($"  {JsonOutput.Word(finding.Verdict),-7}  {finding.Subject}: {finding.Seen}"));
            if (finding.Advice is { } advice)
            {
                output.WriteLine(TextTable.Plain($"           -> {advice}"));
            }
        }
    }

    private static void Print(TextWriter output, DoctorReport.Server server)
    {
        var how = server.Protocol is { } protocol ? $"reached by {protocol}" : "reached";
        output.WriteLine(TextTable.Plain($"  {server.Address}: {server.Problem ?? $"{how} in {server.Milliseconds.ToString("0.#", CultureInfo.InvariantCulture)} ms"}"));
        if (server.Certificate is { } certificate)
        {
            output.WriteLine($"    certificate: {Describe(certificate)}");
        }

        if (server.Warning is { } warning)
        {
            output.WriteLine($"    warning: {warning}");
        }

        foreach (var binding in server.ExtendedProtection)
        {
            output.WriteLine($"    Extended Protection: {(ExtendedProtection.IsWarning(binding.Verdict) ? "warning: " : "")}{binding.Explanation}");
        }
    }

    private static string Describe(DoctorReport.Certificate certificate) =>
        $"{(certificate.Names.Count > 0 ? string.Join(", ", certificate.Names) : certificate.Subject)}; until {certificate.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}; channel binding {certificate.ChannelBinding ?? "not defined"}";
}
