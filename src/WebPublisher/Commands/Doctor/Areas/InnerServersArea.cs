using System.Globalization;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;
using WebPublisher.Smtp.Send;
using WebPublisher.Wording;

namespace WebPublisher.Commands.Doctor.Areas;

/// <summary>Can every inner mail server and smart host be reached with the TLS that its send connector demands?</summary>
internal sealed class InnerServersArea : DoctorArea
{
    /// <inheritdoc/>
    public override string Name => "innerServers";

    /// <inheritdoc/>
    public override IEnumerable<(string Subject, Func<CancellationToken, Task<IReadOnlyList<Finding>>> Examine)> Of(DoctorCase @case) =>
        (@case.Policy.Mail?.SendConnectors ?? []).SelectMany(connector => connector.Servers.Select(server =>
            ($"{connector.Name}: {server.Authority}", (Func<CancellationToken, Task<IReadOnlyList<Finding>>>)(async cancel => [.. await ExamineAsync(connector, server, @case.Time, cancel)]))));

    private static async Task<IEnumerable<Finding>> ExamineAsync(SendConnector connector, FrontEndServer server, TimeProvider time, CancellationToken cancellation)
    {
        var subject = $"{connector.Name}: {server.Authority}";
        var found = await InnerServerExamination.OfAsync(connector, server, time, cancellation);
        if (found.Failure is { } failure)
        {
            return [Finding.Problem(subject, $"{JsonOutput.Word(failure.Failure)}: {failure.Message}", Advice(failure.Failure))];
        }

        var how = found.Protocol is { } protocol ? $"{(connector.Tls == SendTls.Implicit ? "TLS" : "STARTTLS")} with {protocol}, its certificate is accepted" : "in clear";
        var reached = $"reached in {found.Duration.TotalMilliseconds.ToString("0.#", CultureInfo.InvariantCulture)} ms, {how}";
        var left = found.Certificate is { } certificate ? CertificateValidity.Ends(certificate) - time.GetUtcNow() : (TimeSpan?)null;
        return [left < CertificateValidity.WarnBefore ? Finding.Warning(subject, $"{reached}; the certificate expires in {Count.Of((int)left.Value.TotalDays, "day")}", "renew it there")
            : found.Protocol is null ? Finding.Note(subject, reached, "mail travels as anybody can read it: tls: required where the server can, or IPsec")
            : Finding.Ok(subject, reached)];
    }

    private static string Advice(Smtp.Send.Connections.RelayFailure failure) => failure switch
    {
        Smtp.Send.Connections.RelayFailure.CertificateRefused => "give the server a certificate with the name that certificate.name of the connector says, by an authority of trustedRoots",
        Smtp.Send.Connections.RelayFailure.NoStartTls => "switch STARTTLS on at the server",
        Smtp.Send.Connections.RelayFailure.Unreachable or Smtp.Send.Connections.RelayFailure.TimedOut => "look whether it runs, and at the firewall between",
        _ => "look at the server's log",
    };
}
