namespace WebPublisher.Mail.Milter;

/// <summary>What a mail server tells a filter, by its letter in the milter protocol, version 6, of Sendmail (libmilter's <c>mfdef.h</c>); Postfix speaks the same.</summary>
public enum MilterCommand : byte
{
    /// <summary>The message is given up; the connection goes on. Not answered.</summary>
    Abort = (byte)'A',

    /// <summary>A piece of the body, 65,535 octets at most.</summary>
    Body = (byte)'B',

    /// <summary>A client has connected: its name and address.</summary>
    Connect = (byte)'C',

    /// <summary>Values of macros, for the command whose letter they begin with. Not answered.</summary>
    Macros = (byte)'D',

    /// <summary>The body has ended; the last piece of it may be here. What is answered is about the whole message.</summary>
    EndOfBody = (byte)'E',

    /// <summary>HELO or EHLO: the client's name.</summary>
    Hello = (byte)'H',

    /// <summary>The connection is used for another client. Not answered.</summary>
    QuitForNext = (byte)'K',

    /// <summary>A header field: name and value.</summary>
    Header = (byte)'L',

    /// <summary>MAIL: the sender, then the parameters.</summary>
    Mail = (byte)'M',

    /// <summary>The header has ended.</summary>
    EndOfHeader = (byte)'N',

    /// <summary>What the mail server can do; the first of all.</summary>
    Negotiate = (byte)'O',

    /// <summary>The connection ends. Not answered.</summary>
    Quit = (byte)'Q',

    /// <summary>RCPT: a recipient, then the parameters.</summary>
    Recipient = (byte)'R',

    /// <summary>DATA.</summary>
    Data = (byte)'T',

    /// <summary>A command that the mail server does not know.</summary>
    Unknown = (byte)'U',
}
