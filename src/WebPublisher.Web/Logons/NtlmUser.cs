using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Microsoft.Extensions.Primitives;
using WebPublisher.Policy.Rules;
using WebPublisher.Web.Authentication;

namespace WebPublisher.Web.Logons;

/// <summary>Reads who logs on in the last message of NTLM, AUTHENTICATE_MESSAGE ([MS-NLMP] section 2.2.1.3), alone or inside SPNEGO (RFC 4178).</summary>
internal static class NtlmUser
{
    private const int MaximumCharacters = 8192;
    private const int HeaderLength = 64;

    // How the message begins; a lenient server may read what cannot be decoded strictly.
    private const string AuthenticateInBase64 = "TlRMTVNTUAAD";
    private const uint Authenticate = 3;
    private const uint NegotiateUnicode = 1;

    /// <summary>Looks at an Authorization field.</summary>
    /// <returns>The user, with the domain in front if there is one; null if it is no such message or an anonymous one.</returns>
    public static LogonName? Read(StringValues authorization)
    {
        if (authorization is not [{ } field])
        {
            return null;
        }

        if ((SchemeName.Of(field) & AuthenticationSchemes.ConnectionBound) == AuthenticationSchemes.None)
        {
            return null;
        }

        var separator = field.AsSpan().Trim().IndexOfAny(" \t,");
        var token = separator < 0 ? default : field.AsSpan().Trim()[separator..].Trim(" \t,");
        if (token.Length > MaximumCharacters)
        {
            // Tickets of Kerberos are as long as this; NTLM's messages are not.
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(MaximumCharacters);
        try
        {
            return Convert.TryFromBase64Chars(token, buffer, out var length) ? Parse(buffer.AsSpan(0, length))
                : field.Contains(AuthenticateInBase64, StringComparison.Ordinal) ? LogonName.Unread
                : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static LogonName? Parse(ReadOnlySpan<byte> token)
    {
        var start = token.IndexOf("NTLMSSP\0"u8);
        if (start < 0)
        {
            return null;
        }

        var message = token[start..];
        if (message.Length < 12 || BinaryPrimitives.ReadUInt32LittleEndian(message[8..]) != Authenticate)
        {
            return null;
        }

        if (message.Length < HeaderLength)
        {
            return LogonName.Unread;
        }

        var encoding = (BinaryPrimitives.ReadUInt32LittleEndian(message[60..]) & NegotiateUnicode) != 0 ? Encoding.Unicode : Encoding.Latin1;
        if (!TryText(message, 28, encoding, out var domain) || !TryText(message, 36, encoding, out var user))
        {
            return LogonName.Unread;
        }

        return user.Length == 0 ? null : new LogonName(domain.Length == 0 ? user : $@"{domain}\{user}");
    }

    private static bool TryText(ReadOnlySpan<byte> message, int descriptor, Encoding encoding, out string text)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(message[descriptor..]);
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(message[(descriptor + 4)..]);
        var isInside = offset <= message.Length && length <= message.Length - offset;
        text = isInside ? encoding.GetString(message.Slice((int)offset, length)) : "";
        return isInside;
    }
}
