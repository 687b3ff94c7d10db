using System.Globalization;

namespace WebPublisher.Commands.Doctor;

/// <summary><c>doctor</c>: can every front end be reached as the policy demands, and what will fail there?</summary>
internal sealed class DoctorCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock certificates are judged by.</param>
    public DoctorCommand(TimeProvider time)
        : base("doctor", "Connects to every front end as live traffic would, and tells what is wrong and what will be: reachability, certificates, Extended Protection. No request is sent.")
    {
        var policy = PolicyFile.Option();
        var json = JsonOutput.Option();
        Options.Add(policy);
        Options.Add(json);
        SetAction(async (parsed, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var path = PolicyFile.Locate(parsed.GetValue(policy));
            var report = await DoctorExamination.OfAsync(path, PolicyFile.Load(path, time), time, cancellation);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, report);
            }
            else
            {
                Print(output, report);
            }

            return report.Problems > 0 ? ExitCode.Failed : ExitCode.Ok;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["doctor", "doctor --policy /etc/webpublisher/webpublisher.yaml --json"];

    private static void Print(TextWriter output, DoctorReport report)
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

        output.WriteLine($"{report.Policy}: {Count.Of(report.Problems, "problem")}, {Count.Of(report.Warnings, "warning")}; revision {report.Revision}");
    }

    private static void Print(TextWriter output, DoctorReport.Server server)
    {
        var how = server.Protocol is { } protocol ? $"reached by {protocol}" : "reached";
        output.WriteLine($"  {server.Address}: {server.Problem ?? $"{how} in {server.Milliseconds.ToString("0.#", CultureInfo.InvariantCulture)} ms"}");
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
