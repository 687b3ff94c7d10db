using WebPublisher.Smtp.Records;
using WebPublisher.Smtp.Rehearsal;

namespace WebPublisher.Commands.Mail;

/// <summary>Writes an answer of the mail half for a reader.</summary>
internal static class MailExplainText
{
    /// <summary>Writes who asks whom, the session with its reasons, and what follows.</summary>
    public static void Write(TextWriter output, MailAnswer answer)
    {
        output.WriteLine(answer.Question.Text);
        WriteParties(output, answer);
        output.WriteLine();
        foreach (var exchange in answer.Exchanges)
        {
            Write(output, exchange);
        }

        var isMessage = answer.Question.Content is not null;
        if (answer.End is { } end && !(isMessage && end == SessionEnd.Quit))
        {
            output.WriteLine($"     The server ends the session: {MailWords.End(end)}.");
        }

        if (isMessage)
        {
            AgentText.Write(output, answer);
            if (answer.Fate != MessageOutcome.Delivered)
            {
                return;
            }
        }

        output.WriteLine();
        output.WriteLine(MailWords.Outcome(answer));
        foreach (var recipient in answer.Recipients)
        {
            Write(output, recipient);
        }

        if (!answer.Recipients.IsEmpty)
        {
            output.WriteLine("  Nothing was sent: that a server of the send connector accepts it as well, and offers what EHLO announces, is assumed.");
        }
    }

    private static void WriteParties(TextWriter output, MailAnswer answer)
    {
        var (connector, question) = (answer.Choice.Connector, answer.Question);
        var stranger = question.Client is null ? " (a stranger; 'from' asks for another)" : "";
        var balancer = question.Balancer is null ? "" : $", named by load balancer {question.Balancer}";
        output.WriteLine($"  connector  {connector.Name}  [{connector.Location}]  {answer.Choice.Why}");
        output.WriteLine($"  end point  {MailWords.EndPoint(answer.Choice.EndPoint)}");
        output.WriteLine($"  client     {answer.Client}{stranger}{balancer}");
        if (ProxyWords(answer) is { } proxy)
        {
            output.WriteLine($"  proxy      {proxy}");
        }

        output.WriteLine($"  serves     {MailWords.Clients(connector)}; {MailWords.Tls(connector)}; {MailWords.Logon(connector.Authentication)}; {MailWords.Relay(connector.Relay)}");
        if (connector.Tarpit > TimeSpan.Zero)
        {
            output.WriteLine($"  tarpit     a refusal (5yz) is held back for {connector.Tarpit.TotalSeconds:0.###} s from a client that has not logged on");
        }
    }

    private static string? ProxyWords(MailAnswer answer)
    {
        var balancers = answer.Choice.Connector.ProxyProtocolFrom;
        return answer.Question.Balancer switch
        {
            null when balancers.Any(network => network.Contains(answer.Client)) =>
                $"{answer.Client} is in proxyProtocolFrom: the session waits for its PROXY protocol header; 'via' imagines one",
            null => null,
            { } balancer when balancers.Any(network => network.Contains(balancer)) => $"{balancer} is in proxyProtocolFrom: the client that it names is judged",
            { } balancer => $"{balancer} is not in proxyProtocolFrom: it is not believed, and its header is taken for a client that does not wait for the greeting",
        };
    }

    private static void Write(TextWriter output, Exchange exchange)
    {
        if (exchange.Said.Length > 0)
        {
            output.WriteLine($"  C: {exchange.Said}");
        }

        foreach (var reason in exchange.Reasons)
        {
            output.WriteLine($"     {reason}");
        }

        foreach (var line in exchange.Answers)
        {
            output.WriteLine($"  S: {line}");
        }
    }

    private static void Write(TextWriter output, RehearsedRecipient recipient)
    {
        var connector = recipient.Connector;
        output.WriteLine($"  {recipient.Recipient}  by send connector {connector.Name}  [{connector.Location}]");
        output.WriteLine($"    servers  {MailWords.Servers(connector)}");
        output.WriteLine($"    TLS      {MailWords.Tls(connector)}");
    }
}
