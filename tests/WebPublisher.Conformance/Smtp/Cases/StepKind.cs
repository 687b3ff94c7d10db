namespace WebPublisher.Conformance.Smtp.Cases;

/// <summary>What a client does in a step of a dialog.</summary>
internal enum StepKind
{
    /// <summary><c>connect</c>: said for the reader; a connection is there before the first step.</summary>
    Connect,

    /// <summary><c>send</c> and <c>send_now</c>: sends octets.</summary>
    Send,

    /// <summary><c>send_quiet</c>: sends octets; a closed connection is no failure.</summary>
    SendQuiet,

    /// <summary><c>send_many</c>: sends the octets so many times; a closed connection, or one that takes no more, is no failure.</summary>
    SendMany,

    /// <summary><c>sendslow</c>: sends octet by octet, each in a segment of its own.</summary>
    SendSlow,

    /// <summary><c>expect</c>: the next reply matches.</summary>
    Expect,

    /// <summary><c>expect_not</c>: the next reply does not match.</summary>
    ExpectNot,

    /// <summary><c>expect_or_close</c>: the next reply matches, or the connection is closed.</summary>
    ExpectOrClose,

    /// <summary><c>need</c>: the next reply contains the text; if not, the case is skipped.</summary>
    Need,

    /// <summary><c>tls</c>: speaks TLS from here on.</summary>
    Tls,

    /// <summary><c>tls_or_close</c>: as <c>tls</c>, without a word in clear behind the 220; any other reply before it ends the case well.</summary>
    TlsOrClose,

    /// <summary><c>silence</c>: nothing comes for so many seconds.</summary>
    Silence,

    /// <summary><c>sleep</c>: waits.</summary>
    Sleep,

    /// <summary><c>drain</c>: reads whatever comes, for so many seconds or until a second of silence.</summary>
    Drain,

    /// <summary><c>expect_close</c>: the server closes within so many seconds.</summary>
    ExpectClose,

    /// <summary><c>drain_expect</c>: within so many seconds the server says 421, closes, or (where the case says <c>slow</c>) slows down.</summary>
    DrainExpect,

    /// <summary><c>eof</c>: closes the connection.</summary>
    EndOfFile,
}
