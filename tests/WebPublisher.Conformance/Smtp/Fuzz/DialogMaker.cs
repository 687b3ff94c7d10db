using System.Globalization;

namespace WebPublisher.Conformance.Smtp.Fuzz;

/// <summary>Makes dialogs: sound ones, and the same with something amiss. The same seed makes the same dialogs.</summary>
internal sealed class DialogMaker(int seed)
{
    private static readonly string[] s_verbs = ["NOOP", "RSET", "HELP", "VRFY user", "EXPN all", "XYZZY", "DATA", "QUIT", "STARTTLS", "AUTH PLAIN", "BDAT 3", "EHLO again.example", "MAIL FROM:<>", "RCPT TO:<user9@corp.example>"];

    private static readonly string[] s_recipients =
    [
        "user@corp.example", "user1@CORP.example", "\"user2\"@corp.example", "postmaster", "nobody3@corp.example", "user@elsewhere.invalid", "user%elsewhere.invalid@corp.example",
        "@corp.example:user@elsewhere.invalid", "elsewhere.invalid!user@corp.example", "\"user@elsewhere.invalid\"@corp.example", "user4@corp.example",
    ];

    private static readonly string[] s_parameters = ["", "", "", " SIZE=1000", " BODY=8BITMIME", " RET=HDRS ENVID=a+2Bb", " SMTPUTF8", " SIZE=5 SIZE=6", " FOO=1", " AUTH=<>"];

    private static readonly string[] s_tokens =
    [
        "\r", "\n", "\0", "\r\n", ".", "\r\n.\r\n", "\n.\n", "\n.\r\n", "\r.\r", "\r\n.\r\r\n", "\r\n\0.\r\n", "..", " ", "\t", "<", ">", "@", "\"", "\\", "%", "!", ":", "\x7f", "\x80", "\xff", "\xc3\xa9", "\xe2\x80\xa8",
        "DATA\r\n", "BDAT 5\r\n", "BDAT 99999999999\r\n", "BDAT 0 LAST\r\n", "RSET\r\n", "QUIT\r\n", "MAIL FROM:<x@y.example>\r\n", "RCPT TO:<user8@corp.example>\r\n", "LAST", "-1", "18446744073709551617",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next dialog: the turns behind the greeting.</summary>
    public IReadOnlyList<Turn> Next()
    {
        var turns = new List<Turn> { new($"{Any("EHLO", "EHLO", "EHLO", "HELO", "ehlo")} client.example\r\n", 1) };
        for (var transactions = _random.Next(1, 4); transactions > 0; transactions--)
        {
            AddTransaction(turns);
        }

        if (_random.Next(2) == 0)
        {
            turns.Add(new Turn("QUIT\r\n", 1));
        }

        for (var mutations = _random.Next(4); mutations > 0; mutations--)
        {
            var at = _random.Next(turns.Count);
            turns[at] = turns[at] with { Text = Mutated(turns[at].Text, turns[_random.Next(turns.Count)].Text) };
        }

        return turns;
    }

    /// <summary>Cuts a turn into the segments in which it is sent.</summary>
    public IEnumerable<string> Segments(string text)
    {
        if (_random.Next(3) != 0)
        {
            yield return text;
            yield break;
        }

        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(text.Length - at, _random.Next(1, _random.Next(2) == 0 ? 4 : 400));
            yield return text.Substring(at, length);
            at += length;
        }
    }

    private void AddTransaction(List<Turn> turns)
    {
        if (_random.Next(6) == 0)
        {
            turns.Add(new Turn($"{Any(s_verbs)}\r\n", 1));
        }

        var group = $"MAIL FROM:<{Any("ann@client.example", "", "\"a b\"@client.example", "ann@[192.0.2.1]")}>{Any(s_parameters)}\r\n";
        var replies = 1;
        do
        {
            group += $"RCPT TO:<{Any(s_recipients)}>{Any("", "", "", " NOTIFY=NEVER", " ORCPT=rfc822;user@corp.example")}\r\n";
            replies++;
        }
        while (_random.Next(3) == 0);

        var content = Content();
        if (_random.Next(2) == 0)
        {
            turns.Add(new Turn(group + "DATA\r\n", replies + 1));
            turns.Add(new Turn($"{content.Replace("\r\n.", "\r\n..", StringComparison.Ordinal)}.\r\n", 1));
            return;
        }

        var chunks = "";
        while (content.Length > 0)
        {
            var length = _random.Next(3) == 0 ? _random.Next(content.Length + 1) : content.Length;
            chunks += string.Create(CultureInfo.InvariantCulture, $"BDAT {length}{(length == content.Length ? " LAST" : "")}\r\n{content[..length]}");
            replies++;
            content = content[length..];
        }

        turns.Add(new Turn(group + chunks, replies));
    }

    private string Content()
    {
        var content = "From: ann@client.example\r\nTo: user@corp.example\r\nSubject: fuzz\r\n\r\n";
        for (var lines = _random.Next(6); lines > 0; lines--)
        {
            content += Any("text", "", ".", "..", ".x", "caf\xc3\xa9", "From ann", "MAIL FROM:<smuggled@client.example>", "DATA", new string('k', _random.Next(1200))) + "\r\n";
        }

        return content;
    }

    private string Mutated(string text, string other)
    {
        var at = _random.Next(text.Length + 1);
        var length = Math.Min(text.Length - at, _random.Next(1, 20));
        return _random.Next(9) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, text.Substring(at, length)),
            2 => text.Insert(at, ((char)_random.Next(256)).ToString()),
            3 or 4 or 5 => text.Insert(at, Any(s_tokens)),
            6 => text.Replace("\r\n", Any("\n", "\r", "\r\r\n", "\n\r", "\r\n\r\n", "\0\r\n"), StringComparison.Ordinal),
            7 => string.Concat(text.AsSpan(0, at), other.AsSpan(_random.Next(other.Length + 1))),
            _ => text.Insert(at, new string((char)_random.Next(1, 256), 1 << _random.Next(15))),
        };
    }

    private string Any(params ReadOnlySpan<string> choices) => choices[_random.Next(choices.Length)];
}
