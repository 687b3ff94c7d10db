using System.Buffers;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>HELO or EHLO (RFC 5321 section 4.1.1.1).</summary>
public sealed record HelloCommand : SmtpCommand
{
    private HelloCommand(SmtpVerb verb, ClientName name)
        : base(verb)
    {
        Name = name;
    }

    /// <summary>The name the client gives itself.</summary>
    public ClientName Name { get; }

    /// <summary>EHLO as this server sends it.</summary>
    public static HelloCommand Ehlo(ClientName name) => new(SmtpVerb.Ehlo, name);

    /// <summary>HELO as this server sends it to a server that refused EHLO.</summary>
    public static HelloCommand Helo(ClientName name) => new(SmtpVerb.Helo, name);

    internal static SmtpSyntaxReason Read(SmtpVerb verb, ReadOnlySpan<byte> argument, out SmtpCommand? command)
    {
        command = null;
        if (argument.IsEmpty)
        {
            return SmtpSyntaxReason.MissingArgument;
        }

        if (!ClientName.TryParse(argument, out var name))
        {
            return SmtpSyntaxReason.BadClientName;
        }

        command = new HelloCommand(verb, name);
        return SmtpSyntaxReason.None;
    }

    private protected override void WriteArgument(IBufferWriter<byte> output)
    {
        output.Write(" "u8);
        output.Text(Name.Text);
    }
}
