using System.Globalization;
using WebPublisher.Commands.State;
using WebPublisher.Ipsec;

namespace WebPublisher.Commands.Ipsec;

/// <summary><c>ipsec status</c>: is it encrypted now?</summary>
internal sealed class IpsecStatusCommand : ExampleCommand
{
    /// <summary>Makes the command.</summary>
    /// <param name="time">The clock certificates are judged by.</param>
    public IpsecStatusCommand(TimeProvider time)
        : base("status", "Says which of this machine's IPsec connections stand. Exit code 1 when one does not.")
    {
        var policy = PolicyFile.Option();
        var uri = IpsecCommand.UriOption();
        var json = JsonOutput.Option();
        Options.Add(policy);
        Options.Add(uri);
        Options.Add(json);
        SetAction(async (parsed, _) =>
        {
            var ipsec = IpsecSection.Load(parsed.GetValue(policy), time);
            var report = await IpsecStatusReport.AskAsync(ipsec.Processing, IpsecSection.Own(ipsec), parsed.GetValue(uri));
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(output, report);
            }
            else
            {
                Print(report, output);
            }

            return report.Stands ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples => ["ipsec status", "ipsec status --json"];

    private static void Print(IpsecStatusReport report, TextWriter output)
    {
        var table = new TextTable("Connection", "Ends", "Ports", "Stands", "IKE", "ESP", "Cipher", "In", "Out");
        foreach (var state in report.Connections)
        {
            table.Add(
                state.Name,
                $"{state.Local} {(state.Side == Policy.Ipsec.IpsecSide.Front ? "->" : "<-")} {state.Remote}",
                string.Join(",", state.Ports),
                state.Stands ? "yes" : "NO",
                state.Ike,
                state.Esp,
                state.Cipher ?? "-",
                Bytes(state.BytesIn),
                Bytes(state.BytesOut));
        }

        table.Write(output);
        if (report.Problem is { } problem)
        {
            output.WriteLine($"strongSwan cannot be asked: {TextTable.Plain(problem)}");
        }
    }

    private static string Bytes(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "-";
}
