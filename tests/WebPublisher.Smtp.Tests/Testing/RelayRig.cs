using System.Buffers;
using System.Text;
using WebPublisher.Mail.Addresses;
using WebPublisher.Mail.Content;
using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Tests;
using WebPublisher.Policy.Tests.Certificates.Peers;
using WebPublisher.Smtp.Send;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Tests.Testing;

/// <summary>A relay and what it needs, and short ways to hand it mail.</summary>
internal sealed class RelayRig : IAsyncDisposable
{
    public const string Fqdn = "edge.example.com";

    private static int s_connectors;

    private readonly TemporaryDirectory _directory = new();

    public RelayRig(TimeProvider? time = null, Func<RelayOptions, RelayOptions>? configure = null)
    {
        var options = new RelayOptions { Time = time ?? TimeProvider.System, Logger = Log, Trace = _ => Trace };
        Relay = new Relay(configure?.Invoke(options) ?? options);
        Area = new SpoolArea(new SpoolOptions { Directory = _directory["spool"] });
    }

    public RecordingLogger Log { get; } = new();

    public RecordingTrace Trace { get; } = new();

    public Relay Relay { get; }

    public SpoolArea Area { get; }

    public TemporaryDirectory Directory => _directory;

    public static MailCommand Mail(string sender = "ann@example.org", MailParameters? parameters = null) => new(ReversePath.To(Address(sender)), parameters ?? MailParameters.None);

    public static RcptCommand Rcpt(string recipient = "bob@example.com", RcptParameters? parameters = null) => new(ForwardPath.To(Address(recipient)), parameters ?? RcptParameters.None);

    /// <summary>A connector to servers, in clear unless the test changes it, with a name of its own.</summary>
    public static SendConnector Connector(params InnerServer[] servers) => new()
    {
        Name = $"connector {Interlocked.Increment(ref s_connectors)}",
        Location = SourceLocation.BuiltIn,
        Domains = [new DomainPattern("*")],
        Servers = [.. servers.Select(s => s.Server)],
        Certificate = CertificateCase.Policy,
        Fqdn = Fqdn,
        Tls = SendTls.Off,
    };

    public async Task<ContentSpool> SpoolAsync(string content)
    {
        var spool = Area.Open();
        await spool.AppendAsync(new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(content)), CancellationToken.None);
        return spool;
    }

    /// <summary>One whole transaction; ends with the first reply that is no success.</summary>
    public async Task<SmtpReply> DeliverAsync(SendConnector connector, string content = "Subject: x\r\n\r\nhello\r\n", ContentFacts? facts = null, string header = "")
    {
        var (transaction, reply) = await Relay.BeginAsync(connector, Mail(), Rcpt(), CancellationToken.None);
        if (transaction is null)
        {
            return reply;
        }

        await using (transaction)
        {
            if (!reply.IsSuccess)
            {
                return reply;
            }

            await using var spool = await SpoolAsync(content);
            return await transaction.SendAsync(Encoding.Latin1.GetBytes(header), spool, facts ?? new ContentFacts(), CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Relay.DisposeAsync();
        _directory.Dispose();
    }

    private static MailAddress Address(string text) => MailAddress.TryParse(text, out var address, out _) ? address : throw new ArgumentException(text);
}
