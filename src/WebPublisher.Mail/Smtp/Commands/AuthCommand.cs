using System.Buffers;
using System.Text;

namespace WebPublisher.Mail.Smtp.Commands;

/// <summary>AUTH (RFC 4954 section 4).</summary>
/// <param name="Mechanism">The SASL mechanism in upper case.</param>
/// <param name="InitialResponse">What the client said at once; null if it waits for a challenge, with empty octets for <c>=</c>.</param>
public sealed record AuthCommand(string Mechanism, AuthenticationResponse? InitialResponse) : SmtpCommand(SmtpVerb.Auth)
{
    private static readonly SearchValues<byte> s_mechanism = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    internal static SmtpSyntaxReason Read(ReadOnlySpan<byte> argument, out SmtpCommand? command)
    {
        command = null;
        if (argument.IsEmpty)
        {
            return SmtpSyntaxReason.MissingArgument;
        }

        var space = argument.IndexOf((byte)' ');
        var mechanism = space < 0 ? argument : argument[..space];
        if (mechanism.Length is 0 or > 20 || mechanism.ContainsAnyExcept(s_mechanism))
        {
            return SmtpSyntaxReason.BadMechanism;
        }

        AuthenticationResponse? response = null;
        if (space >= 0)
        {
            var encoded = argument[(space + 1)..];
            response = AuthenticationResponse.Read(encoded.SequenceEqual("="u8) ? [] : encoded, out var reason);
            if (response is null || response.IsCancelled)
            {
                return reason == SmtpSyntaxReason.None ? SmtpSyntaxReason.BadBase64 : reason;
            }
        }

        command = new AuthCommand(Encoding.ASCII.GetString(mechanism).ToUpperInvariant(), response);
        return SmtpSyntaxReason.None;
    }

    private protected override void WriteArgument(IBufferWriter<byte> output)
    {
        output.Write(" "u8);
        output.Text(Mechanism);
        if (InitialResponse is null)
        {
            return;
        }

        output.Write(" "u8);
        if (InitialResponse.Octets.IsEmpty)
        {
            output.Write("="u8);
            return;
        }

        InitialResponse.WriteEncodedTo(output);
    }
}
