using System.Buffers;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>A command whose grammar holds. Whether it is in order at this point of a session, and welcome, is not decided here.</summary>
/// <param name="Verb">The verb.</param>
public abstract record SmtpCommand(SmtpVerb Verb)
{
    /// <summary>Writes the line that a client sends, CRLF included.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(SmtpVerbs.Text(Verb));
        WriteArgument(output);
        output.Write("\r\n"u8);
    }

    /// <summary>Writes what follows the verb, the space before it included.</summary>
    private protected abstract void WriteArgument(IBufferWriter<byte> output);
}
