using WebPublisher.Mail.Smtp.Commands;
using WebPublisher.Mail.Smtp.Parameters;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Logs;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Screening;

/// <summary>Judges messages of another mail server by the agents of this policy, as it judges those of our own sessions.</summary>
internal sealed class MessageScreening
{
    private readonly RelayControl _relay;
    private readonly AgentPipeline? _agents;

    /// <summary>Prepares a listener.</summary>
    /// <param name="policy">The policy it is of.</param>
    /// <param name="listener">The listener.</param>
    /// <param name="agents">The agents of the policy; null if it has none.</param>
    /// <param name="services">What all sessions share.</param>
    public MessageScreening(MailPolicy policy, ScreenerListener listener, AgentPipeline? agents, ReceiveServices services)
    {
        Listener = listener;
        Connector = new ReceiveConnector
        {
            Name = listener.Name,
            Location = listener.Location,
            EndPoints = [],
            Fqdn = "localhost",
            HeaderFirewall = listener.HeaderFirewall,
            Certificates = listener.Certificates,
            Tls = listener.Tls,
        };
        _relay = new RelayControl(policy, Connector);
        _agents = agents?.Only(listener.Agents);
        Services = services;
    }

    public ScreenerListener Listener { get; }

    /// <summary>The listener as agents see it.</summary>
    public ReceiveConnector Connector { get; }

    public ReceiveServices Services { get; }

    /// <summary>Judges a message.</summary>
    /// <param name="envelope">What is known of it.</param>
    /// <param name="content">The content. It belongs to the result.</param>
    /// <param name="disconnected">Cancelled when nobody waits for the result any more.</param>
    public async ValueTask<ScreenedMessage> JudgeAsync(ScreenedEnvelope envelope, ContentSpool content, CancellationToken disconnected)
    {
        var now = Services.Time.GetUtcNow();
        var transaction = new MailTransaction(new MailCommand(envelope.Sender, MailParameters.None), now, Services.Time.GetTimestamp()) { Spool = content, Bytes = content.Length };
        foreach (var recipient in envelope.Recipients)
        {
            transaction.Add(new RcptCommand(recipient, RcptParameters.None));
        }

        var session = new JudgedSession(Connector, _relay, Services, now)
        {
            Reference = transaction.Reference,
            Trace = ProtocolTrace.None,
            Disconnected = disconnected,
            Local = Listener.EndPoint,
            Client = envelope.Client,
            Hello = envelope.Hello,
            User = envelope.User,
            Transaction = transaction,
        };
        try
        {
            var action = _agents is null ? AgentAction.GoOn : await new SessionAgents(_agents, session).ContentAsync();
            return new ScreenedMessage(session, transaction, action, content);
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}
