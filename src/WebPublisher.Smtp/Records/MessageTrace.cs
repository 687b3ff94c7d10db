using System.Diagnostics;
using WebPublisher.Mail.Smtp.Replies;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Operations;
using WebPublisher.Smtp.Agents;

namespace WebPublisher.Smtp.Records;

/// <summary>
/// The server span of a mail transaction, from MAIL to its end, tagged by its record; its child is the client span of the hop to the inner server, from connecting to the
/// final reply, and a span for each agent that is asked. They name connectors, agents, sizes and codes, and neither a sender, a recipient nor anything else that a client wrote.
/// </summary>
/// <remarks>The spans are never the current ones: a session goes on behind a transaction, and what it does then is none of the message's. Nothing is made while nobody listens.</remarks>
internal sealed class MessageTrace
{
    private static readonly ActivitySource s_source = new(TelemetryNames.ActivitySource);

    private readonly Activity _message;
    private Activity? _hop;

    private MessageTrace(Activity message) => _message = message;

    /// <summary>Begins the span of a transaction; null when nobody listens or the sampler says no.</summary>
    public static MessageTrace? Begin(ReceiveConnector connector) =>
        s_source.HasListeners() && Start($"message {connector.Name}", ActivityKind.Server, parent: default) is { } span ? new MessageTrace(span) : null;

    /// <summary>The id that all its spans share.</summary>
    public string TraceId => _message.TraceId.ToHexString();

    /// <summary>An agent is being asked.</summary>
    /// <param name="agent">Its key in the policy.</param>
    /// <param name="agentEvent">The event.</param>
    /// <returns>Its span, for <see cref="EndAgent"/>; null when the sampler says no.</returns>
    public Activity? BeginAgent(string agent, AgentEvent agentEvent)
    {
        var span = _message.Recorded ? Start($"agent {agent}", ActivityKind.Internal, _message.Context) : null;
        span?.SetTag("webpublisher.agent", agent);
        span?.SetTag("webpublisher.agent.event", Enum.GetName(agentEvent));
        return span;
    }

    /// <summary>It has answered, or failed.</summary>
    /// <param name="span">Its span.</param>
    /// <param name="kind">What it found.</param>
    public static void EndAgent(Activity? span, FindingKind kind)
    {
        if (span is null)
        {
            return;
        }

        span.SetTag("webpublisher.agent.finding", Enum.GetName(kind));
        if (kind == FindingKind.Failed)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }

        Stop(span);
    }

    /// <summary>The inner server is being connected to.</summary>
    public void BeginHop(SendConnector connector)
    {
        _hop = Start($"relay {connector.Name}", ActivityKind.Client, _message.Context);
        _hop?.SetTag("webpublisher.send_connector", connector.Name);
    }

    /// <summary>The inner server that was found, <c>host:port</c>.</summary>
    public void Reached(string server) => _hop?.SetTag("server.address", server);

    /// <summary>The hop is over.</summary>
    /// <param name="reply">The last reply, our own in the place of a server that gave none; null when it was left without one.</param>
    public void EndHop(SmtpReply? reply)
    {
        if (_hop is { } hop)
        {
            _hop = null;
            Conclude(hop, reply);
        }
    }

    /// <summary>The transaction is over.</summary>
    public void End(MessageRecord record)
    {
        EndHop(record.Outcome is MessageOutcome.Delivered or MessageOutcome.Redirected or MessageOutcome.RefusedByServer ? record.Reply : null);
        _message.SetTag("network.protocol.name", "smtp");
        _message.SetTag("client.address", record.Client.Address.ToString());
        _message.SetTag("webpublisher.reference", record.Reference);
        _message.SetTag("webpublisher.session", record.Session);
        _message.SetTag("webpublisher.receive_connector", record.Connector);
        _message.SetTag("webpublisher.send_connector", record.Route);
        _message.SetTag("webpublisher.outcome", Enum.GetName(record.Outcome));
        _message.SetTag("webpublisher.tls", record.IsSecure);
        _message.SetTag("webpublisher.message.size", record.Bytes);
        _message.SetTag("webpublisher.message.recipients", record.Recipients.Length);
        _message.SetTag("webpublisher.message.refused_recipients", record.RefusedRecipients);
        if (record.RemovedFields > 0)
        {
            _message.SetTag("webpublisher.message.removed_fields", record.RemovedFields);
        }

        Conclude(_message, record.Reply);
    }

    // 4yz means that something here or inside did not work; a 5yz is what an edge is for.
    private static void Conclude(Activity span, SmtpReply? reply)
    {
        span.SetTag("webpublisher.smtp.reply_code", reply?.Code);
        if (reply is { IsTransientFailure: true })
        {
            span.SetTag("error.type", $"{reply.Code}");
            span.SetStatus(ActivityStatusCode.Error);
        }

        Stop(span);
    }

    private static void Stop(Activity span)
    {
        var current = Activity.Current;
        span.Dispose();
        Activity.Current = current;
    }

    private static Activity? Start(string name, ActivityKind kind, ActivityContext parent)
    {
        var current = Activity.Current;
        Activity.Current = null;
        var span = s_source.StartActivity(kind, parent, name: name);
        Activity.Current = current;
        return span;
    }
}
