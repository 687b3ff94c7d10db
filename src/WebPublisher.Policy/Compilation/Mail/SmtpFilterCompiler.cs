using System.Collections.Frozen;
using System.Collections.Immutable;
using WebPublisher.Policy.Documents;
using WebPublisher.Policy.Documents.Mail;
using WebPublisher.Policy.Mail;

namespace WebPublisher.Policy.Compilation.Mail;

/// <summary>Compiles the section <c>smtpFilter</c>.</summary>
internal static class SmtpFilterCompiler
{
    // By verb, the shortest line that says anything with it: no mail could pass a filter that is stricter.
    private static readonly Dictionary<string, int> ShortestLines = new(StringComparer.Ordinal)
    {
        ["HELO"] = "HELO a.b".Length,
        ["EHLO"] = "EHLO a.b".Length,
        ["MAIL FROM"] = "MAIL FROM:<>".Length,
        ["RCPT TO"] = "RCPT TO:<a@b>".Length,
        ["AUTH"] = "AUTH PLAIN".Length,
        ["DATA"] = "DATA".Length,
        ["BDAT"] = "BDAT 0 LAST".Length,
        ["RSET"] = "RSET".Length,
        ["QUIT"] = "QUIT".Length,
        ["HELP"] = "HELP".Length,
        ["NOOP"] = "NOOP".Length,
        ["STARTTLS"] = "STARTTLS".Length,
        ["VRFY"] = "VRFY a".Length,
        ["EXPN"] = "EXPN a".Length,
    };

    // Of each of these, one at least is needed to send a message.
    private static readonly string[][] Indispensable = [["EHLO", "HELO"], ["MAIL FROM"], ["RCPT TO"], ["DATA", "BDAT"]];

    /// <summary>Compiles the filter; commands that are not named keep their default.</summary>
    public static SmtpFilterPolicy Compile(SmtpFilterDocument? document, CompilationContext context)
    {
        if (document is null)
        {
            return SmtpFilterPolicy.Default;
        }

        var lengths = new Dictionary<string, int>(SmtpFilterPolicy.Default.MaximumLengths, StringComparer.OrdinalIgnoreCase);
        foreach (var (verb, limit) in document.Commands)
        {
            if (!ShortestLines.TryGetValue(verb.Value, out var shortest))
            {
                context.Diagnostics.Error(
                    verb.Location, $"there is no SMTP command {Quoted.Text(verb.Value)}{Suggestion.For(verb.Value, ShortestLines.Keys, "known are")}");
            }
            else if (limit.Value is { Maximum: null })
            {
                lengths.Remove(verb.Value);
            }
            else if (limit.Value is { Maximum: { } length })
            {
                lengths[verb.Value] = length;
                if (length < shortest)
                {
                    context.Diagnostics.Error(limit.Location, $"{verb.Value} cannot be said in {length} bytes; it needs {shortest} or more, or write off");
                }
            }
        }

        foreach (var verbs in Indispensable.Where(v => !v.Any(lengths.ContainsKey)))
        {
            var off = document.Commands.Last(c => verbs.Contains(c.Name.Value, StringComparer.Ordinal));
            context.Diagnostics.Error(off.Value.Location, $"without {string.Join(" and ", verbs)} no mail can be sent; it cannot be off");
        }

        return new SmtpFilterPolicy(lengths.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Reports commands that are off although a connector requires what they are for.</summary>
    public static void CheckNeeds(
        SmtpFilterDocument? document, SmtpFilterPolicy filter, ImmutableArray<ReceiveConnector> connectors, CompilationContext context)
    {
        Check("STARTTLS", connectors.FirstOrDefault(c => c.EndPoints.Any(e => !e.ImplicitTls) && (c.RequireTls || c.Authentication.Required)), "needs TLS");
        Check("AUTH", connectors.FirstOrDefault(c => c.Authentication.IsOffered), "has auth: basicOverTls");

        void Check(string verb, ReceiveConnector? connector, string need)
        {
            if (connector is not null && !filter.MaximumLengths.ContainsKey(verb))
            {
                var off = document!.Commands.First(c => c.Name.Value == verb);
                context.Diagnostics.Error(
                    off.Value.Location, $"{verb} cannot be off: receive connector {Quoted.Text(connector.Name)} at {connector.Location} {need}");
            }
        }
    }
}
