using System.Buffers;
using System.Text;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>A line whose verb is not known. Never sent.</summary>
/// <param name="Word">What stood where the verb stands: printable ASCII, cut to 32 characters.</param>
/// <param name="Looks">What the line looks like.</param>
public sealed record UnknownCommand(string Word, ForeignProtocol Looks) : SmtpCommand(SmtpVerb.Unknown)
{
    private const int Shown = 32;

    internal static UnknownCommand Read(ReadOnlySpan<byte> word, ReadOnlySpan<byte> argument)
    {
        var looks = ForeignProtocol.None;
        if (!word.IsEmpty && word[^1] == ':')
        {
            looks = ForeignProtocol.MessageHeader;
        }
        else if (word.SequenceEqual("PROXY"u8))
        {
            looks = ForeignProtocol.ProxyProtocol;
        }
        else if (argument.IndexOf(" HTTP/"u8) >= 0 || IsHttpMethod(word))
        {
            looks = ForeignProtocol.Http;
        }

        return new UnknownCommand(Encoding.ASCII.GetString(word[..Math.Min(word.Length, Shown)]), looks);
    }

    private protected override void WriteArgument(IBufferWriter<byte> output) => output.Text(Word);

    private static bool IsHttpMethod(ReadOnlySpan<byte> word)
        => word.SequenceEqual("GET"u8) || word.SequenceEqual("POST"u8) || word.SequenceEqual("PUT"u8) || word.SequenceEqual("HEAD"u8)
            || word.SequenceEqual("CONNECT"u8) || word.SequenceEqual("OPTIONS"u8) || word.SequenceEqual("DELETE"u8) || word.SequenceEqual("PATCH"u8);
}
