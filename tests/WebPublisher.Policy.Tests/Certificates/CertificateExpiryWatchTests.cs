using System.Security.Cryptography;
using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Tests.Certificates;

public sealed class CertificateExpiryWatchTests : IDisposable
{
    private readonly TemporaryDirectory _files = new();
    private readonly ManualTimeProvider _time = new();
    private readonly RecordingLogger _log = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_certificate_near_its_end_is_warned_of_every_day_and_after_it_as_an_error()
    {
        var policy = new Snapshot<PublisherPolicy>(PolicyFactory.Make("one", Certificate("site", _time.GetUtcNow().AddDays(16))));
        using var watch = new CertificateExpiryWatch(policy, _time, _log);

        _time.Advance(TimeSpan.FromDays(2));
        Assert.Empty(_log.Lines);
        _time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(
            ["site expires in 13 days", "site expires in 12 days", "site expires in 11 days"],
            _log.Lines.Select(l => l.Text["Certificate ".Length..l.Text.IndexOf(',', StringComparison.Ordinal)]));
        _time.Advance(TimeSpan.FromDays(12));
        Assert.Equal("Certificate site expired on 2026-12-07T10:00:00Z and is still in use: renew it", _log.Lines.Last().Text);

        policy.Replace(PolicyFactory.Make("two", Certificate("site", _time.GetUtcNow().AddDays(90))));
        var said = _log.Lines.Count();
        _time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(said, _log.Lines.Count());
    }

    [Fact]
    public void The_end_of_each_certificate_in_force_is_measured()
    {
        var name = $"site-{Guid.NewGuid():N}";
        var certificate = Certificate(name, TestAuthority.End);
        using var meter = new RecordingMeter("webpublisher.certificate.expiry", "certificate");
        using var watch = new CertificateExpiryWatch(new Snapshot<PublisherPolicy>(PolicyFactory.Make("one", certificate, certificate)), _time, _log);

        meter.Observe();

        Assert.Equal([TestAuthority.End.ToUnixTimeSeconds()], meter.Values(name));
    }

    [Fact]
    public void Certificates_of_the_mail_half_are_in_force_as_well()
    {
        var (received, sent) = ($"received-{Guid.NewGuid():N}", $"sent-{Guid.NewGuid():N}");
        var mail = new MailPolicy
        {
            AcceptedDomains = [],
            ReceiveConnectors =
            [
                new ReceiveConnector
                {
                    Name = "internet", Location = SourceLocation.BuiltIn, EndPoints = [], Fqdn = "mail.example.com", Certificates = [Certificate(received, TestAuthority.End)],
                },
            ],
            SendConnectors =
            [
                new SendConnector
                {
                    Name = "to-hub", Location = SourceLocation.BuiltIn, Domains = [], Servers = [], Fqdn = "mail.example.com",
                    Certificate = new FrontEndCertificatePolicy { ClientCertificate = Certificate(sent, TestAuthority.End) },
                },
            ],
            SmtpFilter = SmtpFilterPolicy.Default,
        };
        using var meter = new RecordingMeter("webpublisher.certificate.expiry", "certificate");
        using var watch = new CertificateExpiryWatch(new Snapshot<PublisherPolicy>(PolicyFactory.Make("one") with { Mail = mail }), _time, _log);

        meter.Observe();

        Assert.Equal([TestAuthority.End.ToUnixTimeSeconds()], meter.Values(received));
        Assert.Equal([TestAuthority.End.ToUnixTimeSeconds()], meter.Values(sent));
    }

    private ServerCertificate Certificate(string name, DateTimeOffset end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new TestAuthority();
        using var leaf = root.Issue(key, end: end, names: "mail.example.com");
        var path = _files.Write("site.pem", leaf.ExportCertificatePem() + "\n" + root.Pem + key.ExportPkcs8PrivateKeyPem());
        return new CertificateLoader(_time).Load(new CertificateSource(name, SourceLocation.BuiltIn, path), [])!;
    }
}
