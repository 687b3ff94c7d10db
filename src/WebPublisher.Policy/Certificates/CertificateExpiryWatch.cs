using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using WebPublisher.Policy.Operations;
using WebPublisher.Policy.Operations.Instruments;

namespace WebPublisher.Policy.Certificates;

/// <summary>
/// Watches the certificates in force grow old: <c>webpublisher.certificate.expiry</c> (Unix time in seconds, by <c>certificate</c>), and a line in the log every day
/// for each one that ends within 14 days or has ended.
/// </summary>
internal sealed partial class CertificateExpiryWatch : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    private readonly Meter _meter = new(TelemetryNames.Meter);
    private readonly Snapshot<PublisherPolicy> _policy;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ITimer _timer;

    /// <summary>Begins to watch; the first warnings come after a day, because loading the policy has just given them.</summary>
    public CertificateExpiryWatch(Snapshot<PublisherPolicy> policy, TimeProvider time, ILogger log)
    {
        _policy = policy;
        _time = time;
        _log = log;
        PolicyInstruments.CertificateExpiry.Gauge(_meter, Measure);
        _timer = time.CreateTimer(_ => Warn(), null, Interval, Interval);
    }

    public void Dispose()
    {
        _timer.Dispose();
        _meter.Dispose();
    }

    private IEnumerable<Measurement<long>> Measure() =>
        CertificatesInUse.Of(_policy.Current).Select(c => new Measurement<long>(c.Expires.ToUnixTimeSeconds(), new KeyValuePair<string, object?>("certificate", c.Name)));

    private void Warn()
    {
        var now = _time.GetUtcNow();
        foreach (var certificate in CertificatesInUse.Of(_policy.Current))
        {
            var left = certificate.Expires - now;
            if (left < TimeSpan.Zero)
            {
                Expired(_log, certificate.Name, CertificateText.Time(certificate.Expires));
            }
            else if (left < CertificateValidity.WarnBefore)
            {
                Expires(_log, certificate.Name, CertificateText.Days(left), CertificateText.Time(certificate.Expires));
            }
        }
    }

    [LoggerMessage(1020, LogLevel.Warning, "Certificate {Certificate} expires in {Left}, on {End}: renew it")]
    private static partial void Expires(ILogger log, string certificate, string left, string end);

    [LoggerMessage(1021, LogLevel.Error, "Certificate {Certificate} expired on {End} and is still in use: renew it")]
    private static partial void Expired(ILogger log, string certificate, string end);
}
