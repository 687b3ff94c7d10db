using System.Buffers;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>A command whose argument, if it may have one, means nothing: DATA, RSET, NOOP, QUIT, STARTTLS.</summary>
public sealed record SimpleCommand : SmtpCommand
{
    private SimpleCommand(SmtpVerb verb)
        : base(verb)
    {
    }

    /// <summary>DATA.</summary>
    public static SimpleCommand Data { get; } = new(SmtpVerb.Data);

    /// <summary>RSET.</summary>
    public static SimpleCommand Rset { get; } = new(SmtpVerb.Rset);

    /// <summary>NOOP; a string behind it is permitted and ignored (RFC 5321 section 4.1.1.9).</summary>
    public static SimpleCommand Noop { get; } = new(SmtpVerb.Noop);

    /// <summary>QUIT.</summary>
    public static SimpleCommand Quit { get; } = new(SmtpVerb.Quit);

    /// <summary>STARTTLS.</summary>
    public static SimpleCommand StartTls { get; } = new(SmtpVerb.StartTls);

    private protected override void WriteArgument(IBufferWriter<byte> output)
    {
    }
}
