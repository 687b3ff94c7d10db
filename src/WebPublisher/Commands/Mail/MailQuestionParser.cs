using System.Collections.Immutable;
using System.Net;

namespace WebPublisher.Commands.Mail;

/// <summary>
/// Reads a question such as <c>MAIL FROM:&lt;a@b.example&gt; RCPT TO:&lt;c@d.example&gt; from 192.0.2.1 tls</c>: commands as a client sends them, and words that say who
/// sends them and where. Commands are not judged here: a bad one is what the answer is about.
/// </summary>
internal static class MailQuestionParser
{
    private const string Expected =
        "expected a command (MAIL FROM:<a@b.example>, RCPT TO:<c@d.example>, DATA, VRFY, EXPN, HELP, NOOP, RSET, QUIT) or from, to, via, connector, helo, tls, as";

    private static readonly ImmutableHashSet<string> s_verbs = ["MAIL", "RCPT", "DATA", "VRFY", "EXPN", "HELP", "NOOP", "RSET", "QUIT"];
    private static readonly ImmutableHashSet<string> s_words = ["from", "to", "via", "connector", "helo", "ehlo", "tls", "starttls", "as"];

    /// <summary>Reads a question.</summary>
    /// <exception cref="CommandFailure">It is none; the message says what was expected where.</exception>
    public static MailQuestion Parse(string text)
    {
        var question = new MailQuestion { Text = text };
        var words = Words(text);
        for (var index = 0; index < words.Count;)
        {
            var word = text[words[index]];
            if (s_verbs.Contains(word.ToUpperInvariant()))
            {
                var last = index;
                while (last + 1 < words.Count && !BeginsClause(text[words[last + 1]]))
                {
                    last++;
                }

                question = question with { Commands = question.Commands.Add(text[words[index].Start..words[last].End]) };
                index = last + 1;
                continue;
            }

            var key = word.ToLowerInvariant();
            if (!s_words.Contains(key))
            {
                throw new CommandFailure($"'{word}' is not understood; {Expected}.{Hint(word)}", ExitCode.Usage);
            }

            if (key is "tls" or "starttls")
            {
                question = question with { Tls = true };
                index++;
                continue;
            }

            var value = index + 1 < words.Count ? text[words[index + 1]] : throw new CommandFailure($"'{word}' needs {Needs(key)} behind it.", ExitCode.Usage);
            question = With(question, key, value);
            index += 2;
        }

        return question;
    }

    private static bool BeginsClause(string word) => s_verbs.Contains(word.ToUpperInvariant()) || s_words.Contains(word.ToLowerInvariant());

    private static MailQuestion With(MailQuestion question, string key, string value) => key switch
    {
        "from" => question with { Client = Address(key, value) },
        "via" => question with { Balancer = Address(key, value) },
        "to" => To(question, value),
        "connector" => question with { Connector = value },
        "as" => question with { User = value },
        _ => question with { ClientName = value },
    };

    private static string Needs(string key) => key switch
    {
        "from" => "the client's IP address",
        "via" => "the load balancer's IP address",
        "to" => "an address and port of a receive connector, such as 203.0.113.11:587, or a port",
        "connector" => "the name of a receive connector",
        "as" => "a user name",
        _ => "the name the client gives itself",
    };

    private static IPAddress Address(string key, string value)
    {
        if (IPAddress.TryParse(value, out var address))
        {
            return address;
        }

        var hint = value.StartsWith('<') ? $" An address of a message stands behind a colon: {(key == "from" ? "MAIL FROM:" : "RCPT TO:")}{value}." : "";
        throw new CommandFailure($"'{value}' is not an IP address; '{key}' needs {Needs(key)}.{hint}", ExitCode.Usage);
    }

    private static MailQuestion To(MailQuestion question, string value)
    {
        if (int.TryParse(value.TrimStart(':'), out var port) && port is > 0 and <= IPEndPoint.MaxPort)
        {
            return question with { Port = port };
        }

        if (IPAddress.TryParse(value, out var address))
        {
            return question with { Address = address };
        }

        if (IPEndPoint.TryParse(value, out var endPoint) && endPoint.Port > 0)
        {
            return question with { Address = endPoint.Address, Port = endPoint.Port };
        }

        var hint = value.StartsWith('<') ? $" A recipient stands behind a colon: RCPT TO:{value}." : "";
        throw new CommandFailure($"'{value}' is not an address and port; 'to' needs {Needs("to")}.{hint}", ExitCode.Usage);
    }

    private static string Hint(string word) => word.ToUpperInvariant() switch
    {
        "AUTH" => " Who has logged on is said by 'as USER'.",
        "BDAT" => " Content is of no matter here; DATA stands for an empty message.",
        var upper when upper.StartsWith("FROM:", StringComparison.Ordinal) => $" Write MAIL {word}.",
        var upper when upper.StartsWith("TO:", StringComparison.Ordinal) => $" Write RCPT {word}.",
        _ when word.Contains('@', StringComparison.Ordinal) => " Write MAIL FROM:<SENDER> RCPT TO:<RECIPIENT>.",
        _ => "",
    };

    /// <summary>Parts between spaces; spaces between angle brackets are no end of one, if the bracket is closed.</summary>
    private static List<Range> Words(string text)
    {
        var words = new List<Range>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at = text[at] == '<' ? ClosingBracket(text, at) + 1 : at + 1;
            }

            words.Add(start..at);
        }

        return words;
    }

    /// <summary>Where the bracket is closed, quoted strings passed over (RFC 5321 section 4.1.2); the bracket itself when nothing closes it.</summary>
    private static int ClosingBracket(string text, int bracket)
    {
        var isQuoted = false;
        for (var at = bracket + 1; at < text.Length; at++)
        {
            switch (text[at])
            {
                case '\\' when isQuoted:
                    at++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '>' when !isQuoted:
                    return at;
            }
        }

        return bracket;
    }
}
