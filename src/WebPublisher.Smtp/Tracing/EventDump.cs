using System.Globalization;
using System.Text;
using System.Xml;
using WebPublisher.Smtp.Agents;
using WebPublisher.Smtp.Receive;
using WebPublisher.Smtp.Spool;

namespace WebPublisher.Smtp.Tracing;

/// <summary>Writes the events of one session: what agents knew, what each of them found, what is done. What AUTH said is not among it.</summary>
internal sealed class EventDump(PipelineDump dump, JudgedSession session) : AgentWatch
{
    private const int MaximumHeader = 64 * 1024;
    private const int MaximumRecipients = 100;

    private readonly List<AgentFinding> _found = [];
    private int _number;

    public override async ValueTask<bool> ContentBeginsAsync(AgentContext context)
    {
        await WriteAsync("OnDataCommand", AgentAction.GoOn, context);
        return false;
    }

    public override ValueTask AskedAsync(AgentFinding found, AgentAction action, AgentContext context)
    {
        _found.Add(found);
        return ValueTask.CompletedTask;
    }

    public override async ValueTask HappenedAsync(AgentEvent agentEvent, AgentAction action, AgentContext context)
    {
        await WriteAsync(agentEvent.ToString(), action, context);
        _found.Clear();
    }

    private async ValueTask WriteAsync(string name, AgentAction action, AgentContext context)
    {
        var header = await HeaderAsync(context);
        string[] folders = session.Transaction is { } transaction ? [session.Reference, transaction.Reference] : [session.Reference];
        dump.Write(folders, $"{++_number:D4}-{name}", xml => Write(xml, name, header, action, context));
    }

    private async ValueTask<string?> HeaderAsync(AgentContext context)
    {
        if (context.ContentLength == 0)
        {
            return null;
        }

        try
        {
            await using var content = context.OpenContent();
            var buffer = new byte[MaximumHeader];
            var text = Encoding.Latin1.GetString(buffer, 0, await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, session.Disconnected));
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            return end < 0 ? text : text[..(end + 2)];
        }
        catch (SpoolException error)
        {
            return error.Message;
        }
    }

    private void Write(XmlWriter xml, string name, string? header, AgentAction action, AgentContext context)
    {
        xml.WriteStartElement("event");
        Attribute(xml, "name", name);
        Attribute(xml, "time", dump.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
        Attribute(xml, "session", context.Session);
        Attribute(xml, "message", session.Transaction?.Reference);
        Element(xml, "connector", context.Connector.Name);
        Element(xml, "local", session.Local?.ToString());
        Element(xml, "client", session.Client.ToString());
        Element(xml, "clientName", context.ClientName);
        Element(xml, "user", context.User);
        Element(xml, "secure", context.IsSecure ? "true" : "false");
        Element(xml, "sender", context.Sender?.ToString());
        Element(xml, "recipient", context.Recipient?.ToString());
        foreach (var recipient in context.Recipients.Take(MaximumRecipients))
        {
            Element(xml, "acceptedRecipient", recipient.ToString());
        }

        foreach (var found in _found)
        {
            Write(xml, found);
        }

        Element(xml, "scl", context.Scl?.ToString(CultureInfo.InvariantCulture));
        foreach (var stamp in context.Stamps)
        {
            Element(xml, "stamp", $"{stamp.Name}: {stamp.Value}");
        }

        if (header is not null)
        {
            xml.WriteStartElement("content");
            Attribute(xml, "length", context.ContentLength.ToString(CultureInfo.InvariantCulture));
            Element(xml, "header", header);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("action");
        Attribute(xml, "disposition", action.Disposition.ToString());
        Attribute(xml, "reply", action.Refusal?.ToString());
        Attribute(xml, "end", action.End?.ToString());
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, AgentFinding found)
    {
        xml.WriteStartElement("agent");
        Attribute(xml, "name", found.Agent);
        Attribute(xml, "found", found.Finding.Kind.ToString());
        Attribute(xml, "reason", found.Finding.Reason);
        Attribute(xml, "proposes", found.Finding.Disposition.ToString());
        xml.WriteString(Shown(found.Finding.Evidence));
        foreach (var change in found.Finding.Changes)
        {
            Element(xml, "change", change.ToString());
        }

        xml.WriteEndElement();
    }

    private static void Attribute(XmlWriter xml, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            xml.WriteAttributeString(name, Shown(value));
        }
    }

    private static void Element(XmlWriter xml, string name, string? value)
    {
        if (value is not null)
        {
            xml.WriteElementString(name, Shown(value));
        }
    }

    // Strangers say what no document may hold (XML 1.0 section 2.2).
    private static string Shown(string text) => text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Select(character => XmlConvert.IsXmlChar(character) ? character : '\ufffd'));
}
