using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using WebPublisher.Certificates;
using WebPublisher.Demo.FrontEnd;
using WebPublisher.Demo.MailServer;
using WebPublisher.Publishing;

namespace WebPublisher.Demo;

/// <summary>A running demo: certificates made, a webmail and a mail server behind, a publisher in front that knows nothing of being in a demo.</summary>
public sealed class WebmailDemo : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _behind;
    private readonly X509Certificate2 _certificate;

    private WebmailDemo(Stack<IAsyncDisposable> behind, X509Certificate2 certificate, Publisher publisher, DemoPorts ports, DevelopmentCertificateSet certificates) =>
        (_behind, _certificate, Publisher, Ports, Certificates) = (behind, certificate, publisher, ports, certificates);

    /// <summary>The publisher.</summary>
    public Publisher Publisher { get; }

    /// <summary>The ports in use.</summary>
    public DemoPorts Ports { get; }

    /// <summary>The certificates of both sides.</summary>
    public DevelopmentCertificateSet Certificates { get; }

    /// <summary>Starts everything.</summary>
    /// <param name="directory">Where certificates, policy and logs go.</param>
    /// <param name="ports">The ports to use, all free; those of the servers behind are chosen here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Where the publisher logs.</param>
    /// <param name="cancellation">Gives up the start.</param>
    /// <exception cref="DevelopmentCertificateException">The directory cannot be used.</exception>
    public static async Task<WebmailDemo> StartAsync(string directory, DemoPorts ports, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellation)
    {
        var certificates = new DevelopmentCertificates(time).Write(
            directory, ["localhost", $"mail.{DemoAccount.Domain}"], [WebmailFrontEnd.InnerName, InnerMailServer.InnerName], force: false);
        var certificate = X509Certificate2.CreateFromPemFile(certificates.FrontEnd.ChainPath, certificates.FrontEnd.KeyPath);
        var behind = new Stack<IAsyncDisposable>();
        try
        {
            var store = new MailStore(time);
            var mailServer = InnerMailServer.Start(certificate, store, time, loggers);
            behind.Push(mailServer);
            var frontEnd = await WebmailFrontEnd.StartAsync(certificate, store, time, loggers, cancellation);
            behind.Push(frontEnd);
            var inUse = ports with { FrontEnd = frontEnd.Port, MailServer = mailServer.Port };
            var policy = DemoPolicy.Write(directory, inUse);
            var publisher = await Publisher.StartAsync(new PublisherOptions { Policy = policy, Loggers = loggers, Time = time }, cancellation);
            return new WebmailDemo(behind, certificate, publisher, inUse, certificates);
        }
        catch
        {
            await StopAsync(behind, certificate);
            throw;
        }
    }

    /// <summary>Stops the publisher, then what it published.</summary>
    public async ValueTask DisposeAsync()
    {
        await Publisher.DisposeAsync();
        await StopAsync(_behind, _certificate);
    }

    private static async ValueTask StopAsync(Stack<IAsyncDisposable> behind, X509Certificate2 certificate)
    {
        while (behind.TryPop(out var server))
        {
            await server.DisposeAsync();
        }

        certificate.Dispose();
    }
}
