using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using WebPublisher.Certificates;
using WebPublisher.Demo.FrontEnd;
using WebPublisher.Publishing;

namespace WebPublisher.Demo;

/// <summary>A running demo: certificates made, a webmail server behind, a publisher in front that knows nothing of being in a demo.</summary>
public sealed class WebmailDemo : IAsyncDisposable
{
    private readonly WebmailFrontEnd _frontEnd;
    private readonly X509Certificate2 _certificate;

    private WebmailDemo(WebmailFrontEnd frontEnd, X509Certificate2 certificate, Publisher publisher, DemoPorts ports, DevelopmentCertificateSet certificates) =>
        (_frontEnd, _certificate, Publisher, Ports, Certificates) = (frontEnd, certificate, publisher, ports, certificates);

    /// <summary>The publisher.</summary>
    public Publisher Publisher { get; }

    /// <summary>The ports in use.</summary>
    public DemoPorts Ports { get; }

    /// <summary>The certificates of both sides.</summary>
    public DevelopmentCertificateSet Certificates { get; }

    /// <summary>Starts everything.</summary>
    /// <param name="directory">Where certificates, policy and logs go.</param>
    /// <param name="ports">The ports to use, all free; that of the front end is chosen here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where the publisher logs.</param>
    /// <param name="cancellation">Gives up the start.</param>
    /// <exception cref="DevelopmentCertificateException">The directory cannot be used.</exception>
    public static async Task<WebmailDemo> StartAsync(string directory, DemoPorts ports, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var certificates = new DevelopmentCertificates(time).Write(directory, ["localhost"], [WebmailFrontEnd.InnerName], force: false);
        var certificate = X509Certificate2.CreateFromPemFile(certificates.FrontEnd.ChainPath, certificates.FrontEnd.KeyPath);
        var frontEnd = await WebmailFrontEnd.StartAsync(certificate, new MailStore(time), time, loggers, cancellation);
        try
        {
            var inUse = ports with { FrontEnd = frontEnd.Port };
            var policy = DemoPolicy.Write(directory, inUse);
            var publisher = await Publisher.StartAsync(new PublisherOptions { Policy = policy, Loggers = loggers, Time = time }, cancellation);
            return new WebmailDemo(frontEnd, certificate, publisher, inUse, certificates);
        }
        catch
        {
            await frontEnd.DisposeAsync();
            certificate.Dispose();
            throw;
        }
    }

    /// <summary>Stops the publisher, then what it published.</summary>
    public async ValueTask DisposeAsync()
    {
        await Publisher.DisposeAsync();
        await _frontEnd.DisposeAsync();
        _certificate.Dispose();
    }
}
