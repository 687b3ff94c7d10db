using System.Net;
using WebPublisher.Conformance.Product;
using WebPublisher.EndToEnd.Tests.Network;
using WebPublisher.EndToEnd.Tests.Webmail;

namespace WebPublisher.EndToEnd.Tests.Mail;

/// <summary>
/// Mail servers on both sides of an edge: outside a Postfix that sends to the edge, and that is a smart host as well; inside a Postfix that receives from the edge,
/// with Dovecot behind it.
/// </summary>
/// <param name="edge">The edge between them.</param>
/// <param name="name">Their logs are kept in <c>artifacts/test/logs/NAME</c>.</param>
internal sealed class RealMail(MailEdge edge, string name) : IAsyncDisposable
{
    /// <summary>Name in the certificate of the inner servers.</summary>
    public const string InnerName = "mail.internal.test";

    /// <summary>Name in the certificate of the smart host.</summary>
    public const string SmartHostName = "smarthost.example.net";

    private readonly int _imapsPort = FreePort.Next();
    private RealNetwork? _network;

    /// <summary>A user with a mailbox.</summary>
    public static MailUser Alice { get; } = new("alice", "alice-secret", "alice@example.test");

    /// <summary>Another.</summary>
    public static MailUser Bob { get; } = new("bob", "bob-secret", "bob@example.test");

    /// <summary>Somebody outside, who is reached by the smart host only.</summary>
    public static MailUser Carol { get; } = new("carol", "carol-secret", "carol@example.net");

    /// <summary>Where the outer Postfix connects from.</summary>
    public static IPAddress OutsideAddress { get; } = IPAddress.Parse("127.77.0.20");

    /// <summary>Where the outer Postfix takes any mail for the edge.</summary>
    public IPEndPoint Outside { get; } = new(IPAddress.Loopback, FreePort.Next());

    /// <summary>The smart host.</summary>
    public IPEndPoint SmartHost { get; } = new(IPAddress.Loopback, FreePort.Next());

    /// <summary>Where the inner Postfix takes mail from the edge.</summary>
    public IPEndPoint Inner { get; } = new(IPAddress.Loopback, FreePort.Next());

    /// <summary>Where the inner Postfix takes mail from inner users.</summary>
    public IPEndPoint Submission { get; } = new(IPAddress.Loopback, FreePort.Next());

    /// <summary>Where the inner Postfix brings mail for the outside.</summary>
    public IPEndPoint WayOut { get; } = new(IPAddress.Loopback, FreePort.Next());

    /// <summary>PEM file of the CA that issued the certificates of all these servers.</summary>
    public string Authority => Network.Authority;

    private RealNetwork Network => _network ?? throw new InvalidOperationException("The servers have not been started.");

    /// <summary>Starts those that do not run.</summary>
    public Task UpAsync()
    {
        _network ??= new RealNetwork(name, ["mail", "outside"], new Dictionary<string, string>
        {
            ["IMAPS_PORT"] = $"{_imapsPort}",
            ["SUBMISSION_PORT"] = $"{Submission.Port}",
            ["SMTP_PORT"] = $"{Inner.Port}",
            ["OUTSIDE_PORT"] = $"{Outside.Port}",
            ["SMART_HOST_PORT"] = $"{SmartHost.Port}",
            ["OUTSIDE_ADDRESS"] = $"{OutsideAddress}",
            ["EDGE_MX"] = $"[{edge.Internet.Address}]:{edge.Internet.Port}",
            ["EDGE"] = $"[{WayOut.Address}]:{WayOut.Port}",
            ["EDGE_AUTHORITY"] = edge.PublicAuthorityPath,
        });
        return _network.UpAsync();
    }

    /// <summary>Kills the inner Postfix with all its processes.</summary>
    public Task KillInnerAsync() => Network.KillAsync("postfix");

    /// <summary>Lets the outer Postfix try again at once what it could not deliver.</summary>
    public Task FlushAsync() => Network.FlushAsync();

    /// <summary>The log of the outer Postfix.</summary>
    public string OutsideLog() => Network.Log("outside");

    /// <summary>Opens a mailbox by IMAP.</summary>
    public Task<ImapMailbox> OpenMailboxAsync(MailUser user) => ImapMailbox.OpenAsync(_imapsPort, Authority, user);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }
    }
}
